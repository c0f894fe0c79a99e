using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Out-String: the text that the objects would show, as one string or as a string a line.</summary>
[Cmdlet(VerbsData.Out, "String", DefaultParameterSetName = "NoNewLineFormatting")]
[OutputType(typeof(string))]
public sealed class OutStringCommand : FrontEndCommandBase
{
    private readonly StringBuilder whole = new();
    private TextWriter? writer;

    /// <summary>The engine formats.</summary>
    public OutStringCommand() => EngineFormatter.Output(this);

    /// <summary>One string a line, as the lines come.</summary>
    [Parameter(ParameterSetName = "StreamFormatting")]
    public SwitchParameter Stream { get; set; }

    /// <summary>Characters a line; what is longer is cut or wrapped. Text is not, without it.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = EngineFormatter.Unlimited;

    /// <summary>Leaves out all line ends.</summary>
    [Parameter(ParameterSetName = "NoNewLineFormatting")]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        writer = Stream ? EngineFormatter.Streaming(WriteObject) : new StringWriter(whole);
        EngineFormatter.WriteTo(this, writer, Width, NoNewline);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        writer!.Flush();
        if (!Stream) WriteObject(whole.ToString());
    }

    /// <inheritdoc/>
    protected override void InternalDispose()
    {
        base.InternalDispose();
        writer?.Dispose();
    }
}
