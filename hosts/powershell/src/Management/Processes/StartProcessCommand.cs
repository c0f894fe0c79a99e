using System;
using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Start-Process: starts a program. What belongs to a desktop (-Verb, -WindowStyle) is refused, as on any Unix.</summary>
[Cmdlet(VerbsLifecycle.Start, "Process", DefaultParameterSetName = "Default", SupportsShouldProcess = true)]
[OutputType(typeof(Process))]
public sealed class StartProcessCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    /// <summary>The program.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [Alias("PSPath", "Path")]
    public string FilePath { get; set; } = string.Empty;

    /// <summary>Its arguments, put together with spaces as they are.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Where it starts.</summary>
    [Parameter]
    public string? WorkingDirectory { get; set; }

    /// <summary>Variables to set, or with null to take away.</summary>
    [Parameter]
    public Hashtable? Environment { get; set; }

    /// <summary>Without the variables of this process.</summary>
    [Parameter]
    public SwitchParameter UseNewEnvironment { get; set; }

    /// <summary>There never is a window.</summary>
    [Parameter]
    [Alias("nnw")]
    public SwitchParameter NoNewWindow { get; set; }

    /// <summary>Gives the process.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The file that it reads from.</summary>
    [Parameter]
    [Alias("RSI")]
    public string? RedirectStandardInput { get; set; }

    /// <summary>The file for what it says.</summary>
    [Parameter]
    [Alias("RSO")]
    public string? RedirectStandardOutput { get; set; }

    /// <summary>The file for its complaints.</summary>
    [Parameter]
    [Alias("RSE")]
    public string? RedirectStandardError { get; set; }

    /// <summary>Part of a desktop.</summary>
    [Parameter]
    public string? Verb { get; set; }

    /// <summary>Part of a desktop.</summary>
    [Parameter]
    public ProcessWindowStyle WindowStyle { get; set; }

    /// <summary>Waits for its end.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var desktop in new[] { nameof(Verb), nameof(WindowStyle) })
        {
            if (MyInvocation.BoundParameters.ContainsKey(desktop)) Refuse($"The parameter '{desktop}' is not supported for the cmdlet 'Start-Process' on this platform.", "NotSupportedException", ErrorCategory.NotImplemented);
        }

        if (!ShouldProcess(FilePath)) return;
        using var pipes = new ProcessPipes(this);
        var process = Started(pipes);
        if (PassThru) WriteObject(process);
        if (!Wait && !pipes.Any) return;
        // Files are written from here: the process would meet closed pipes if the command went on before its end.
        if (!Wait) pipes.Detach(process);
        else Await(process, pipes);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private Process Started(ProcessPipes pipes)
    {
        var start = new ProcessStartInfo
        {
            FileName = Program(),
            Arguments = string.Join(' ', ArgumentList),
            WorkingDirectory = WorkingDirectory is null ? SessionState.Path.CurrentFileSystemLocation.ProviderPath : GetUnresolvedProviderPathFromPSPath(WorkingDirectory),
            UseShellExecute = false,
        };
        if (UseNewEnvironment) start.Environment.Clear();
        foreach (DictionaryEntry variable in Environment ?? []) start.Environment[variable.Key.ToString()!] = variable.Value?.ToString();
        pipes.Prepare(start);
        try
        {
            var process = Process.Start(start)!;
            pipes.Begin(process);
            return process;
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            Refuse($"This command cannot be run due to the error: {error.Message}", "InvalidOperationException", ErrorCategory.InvalidOperation, error);
            throw;
        }
    }

    /// <summary>A file of that path, or a program found as any command is.</summary>
    private string Program()
    {
        var command = InvokeCommand.GetCommand(FilePath, CommandTypes.Application);
        if (command is ApplicationInfo application) return application.Path;
        var file = GetUnresolvedProviderPathFromPSPath(FilePath);
        return File.Exists(file) ? file : FilePath;
    }

    private void Await(Process process, ProcessPipes pipes)
    {
        try
        {
            Task.WhenAll(process.WaitForExitAsync(stop.Token), pipes.Copied).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(true);
            throw new PipelineStoppedException();
        }
    }

    private void Refuse(string message, string id, ErrorCategory category, Exception? inner = null) =>
        ThrowTerminatingError(new ErrorRecord(
            category == ErrorCategory.NotImplemented ? new NotSupportedException(message) : new InvalidOperationException(message, inner), id, category, null));
}
