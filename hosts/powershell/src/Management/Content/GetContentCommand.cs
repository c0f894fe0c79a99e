using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Content: what an item holds, a line an object unless told otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : ContentCommand
{
    /// <summary>How many lines are sent at a time; 0 sends all at once.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long ReadCount { get; set; } = 1;

    /// <summary>How many lines from the beginning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = -1;

    /// <summary>How many lines from the end.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    [Alias("Last")]
    public int Tail { get; set; } = -1;

    /// <summary>Everything as one text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>What ends a line.</summary>
    [Parameter]
    public string Delimiter { get; set; } = "\n";

    /// <summary>How bytes are read where the file does not say itself.</summary>
    [Parameter]
    [EncodingArgument]
    [ArgumentCompletions("ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf7", "utf8", "utf8BOM", "utf8NoBOM", "utf32")]
    public Encoding Encoding { get; set; } = new UTF8Encoding(false);

    /// <summary>Goes on with what is added to the file, until the pipeline is stopped.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Bytes instead of text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (IsContradiction)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."),
                "TailAndHeadCannotCoexist",
                ErrorCategory.InvalidOperation,
                this));
        }
    }

    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped.TrySetResult();

    private bool IsContradiction => TotalCount >= 0 && Tail >= 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsContradiction) return;
        var targets = new ContentTargets(this, new NameFilter(Filter, Include, Exclude), IsLiteral);
        foreach (var path in Paths)
        {
            ForPath(path, "GetContentReaderIOError", () =>
            {
                foreach (var target in targets.Existing(path))
                {
                    ForPath(path, "GetContentReaderIOError", () => Send(target));
                }
            });
        }
    }

    private void Send(ContentTarget target)
    {
        if (!target.IsFile)
        {
            SendItem(target);
            return;
        }

        if (Directory.Exists(target.FullPath))
        {
            var folder = new InvalidOperationException($"Unable to get content because it is a directory: '{target.FullPath}'. Please use 'Get-ChildItem' instead.");
            WriteError(new ErrorRecord(folder, "GetContainerContentException", ErrorCategory.InvalidOperation, target.FullPath));
            return;
        }

        if (AsByteStream)
        {
            SendBytes(target);
        }
        else if (Raw)
        {
            using var text = new StreamReader(target.FullPath, Encoding, true);
            var all = text.ReadToEnd();
            if (all.Length > 0) WriteObject(Marked(all, target, 1)); // an empty file has nothing to send
        }
        else
        {
            // Others may go on writing meanwhile.
            using var text = new StreamReader(new FileStream(target.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding, true);
            SendLines(LineReader.Read(text, Delimiter), target);
            if (Wait) SendAdded(text, target);
        }
    }

    /// <summary>Each line when it is complete. A file that became shorter is read from its beginning again.</summary>
    private void SendAdded(StreamReader text, ContentTarget target)
    {
        var pending = string.Empty;
        long read = 0;
        while (!stopped.Task.Wait(TimeSpan.FromMilliseconds(250)))
        {
            if (!File.Exists(target.FullPath)) continue;
            if (new FileInfo(target.FullPath).Length < text.BaseStream.Position)
            {
                text.BaseStream.Seek(0, SeekOrigin.Begin);
                text.DiscardBufferedData();
            }

            pending += text.ReadToEnd();
            for (var end = pending.IndexOf(Delimiter, StringComparison.Ordinal); end >= 0; end = pending.IndexOf(Delimiter, StringComparison.Ordinal))
            {
                WriteObject(Marked(pending[..end].TrimEnd('\r'), target, ++read));
                pending = pending[(end + Delimiter.Length)..];
            }
        }
    }

    private void SendBytes(ContentTarget target)
    {
        var bytes = File.ReadAllBytes(target.FullPath);
        if (Raw) WriteObject(bytes);
        else SendLines(bytes.Cast<object>(), target);
    }

    private void SendItem(ContentTarget target)
    {
        var readers = InvokeProvider.Content.GetReader([target.PSPath], Force, true);
        foreach (var reader in readers)
        {
            using (reader) SendLines(reader.Read(0).Cast<object>(), target);
        }
    }

    private void SendLines(IEnumerable<object> lines, ContentTarget target)
    {
        var wanted = TotalCount >= 0 ? lines.Take(checked((int)Math.Min(TotalCount, int.MaxValue))) : lines;
        if (Tail >= 0) wanted = wanted.TakeLast(Tail);
        if (ReadCount == 1)
        {
            long read = 0;
            foreach (var line in wanted.TakeWhile(_ => !Stopping)) WriteObject(Marked(line, target, ++read));
            return;
        }

        long total = 0;
        foreach (var batch in ReadCount <= 0 ? [wanted.ToArray()] : wanted.Chunk((int)ReadCount))
        {
            total += batch.Length;
            if (batch.Length > 0) WriteObject(Marked(batch, target, total), false);
        }
    }

    /// <summary>Each line knows the file and its own number, as scripts that show a place expect.</summary>
    private static PSObject Marked(object line, ContentTarget target, long read)
    {
        var item = new PSObject(line);
        target.Place?.Locate(item);
        item.Properties.Add(new PSNoteProperty("ReadCount", read), true);
        return item;
    }
}
