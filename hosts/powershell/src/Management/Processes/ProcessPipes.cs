using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Joins a process's input, output and complaints to files.</summary>
internal sealed class ProcessPipes(StartProcessCommand command) : IDisposable
{
    private readonly List<FileStream> files = [];
    private readonly List<Task> copies = [];
    private bool detached;

    /// <summary>Is anything joined to a file?</summary>
    internal bool Any => copies.Count > 0;

    /// <summary>Ends when everything is written.</summary>
    internal Task Copied => Task.WhenAll(copies);

    internal void Prepare(ProcessStartInfo start)
    {
        start.RedirectStandardInput = command.RedirectStandardInput is not null;
        start.RedirectStandardOutput = command.RedirectStandardOutput is not null;
        start.RedirectStandardError = command.RedirectStandardError is not null;
    }

    internal void Begin(Process process)
    {
        if (command.RedirectStandardInput is { } input) copies.Add(Feed(process, Opened(input, FileMode.Open, FileAccess.Read)));
        if (command.RedirectStandardOutput is { } output) copies.Add(process.StandardOutput.BaseStream.CopyToAsync(Opened(output, FileMode.Create, FileAccess.Write)));
        if (command.RedirectStandardError is { } complaints) copies.Add(process.StandardError.BaseStream.CopyToAsync(Opened(complaints, FileMode.Create, FileAccess.Write)));
    }

    /// <summary>Lets the command go on: the files are closed when the process has ended.</summary>
    internal void Detach(Process process)
    {
        detached = true;
        _ = Task.WhenAll(copies.Append(process.WaitForExitAsync())).ContinueWith(_ => Close(), TaskScheduler.Default);
    }

    public void Dispose()
    {
        if (!detached) Close();
    }

    private void Close() => files.ForEach(file => file.Dispose());

    private FileStream Opened(string path, FileMode mode, FileAccess access)
    {
        files.Add(new FileStream(command.GetUnresolvedProviderPathFromPSPath(path), mode, access, FileShare.ReadWrite));
        return files[^1];
    }

    private static async Task Feed(Process process, FileStream file)
    {
        await file.CopyToAsync(process.StandardInput.BaseStream).ConfigureAwait(false);
        process.StandardInput.Close();
    }
}
