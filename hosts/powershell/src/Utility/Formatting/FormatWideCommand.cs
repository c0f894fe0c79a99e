using System;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Format-Wide: shows one property of each object, several objects a line.</summary>
[Cmdlet(VerbsCommon.Format, "Wide")]
public sealed class FormatWideCommand : OuterFormatShapeCommandBase
{
    private int? column;
    private bool? autoSize;

    /// <summary>The engine formats.</summary>
    public FormatWideCommand() => EngineFormatter.Shape(this, "Wide");

    /// <summary>A name, a script block, or a hashtable with Expression and FormatString.</summary>
    [Parameter(Position = 0)]
    public object? Property { get; set; }

    /// <summary>As many columns as the data allow.</summary>
    [Parameter]
    public SwitchParameter AutoSize
    {
        get => autoSize ?? false;
        set => autoSize = value;
    }

    /// <summary>The number of columns.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Column
    {
        get => column ?? -1;
        set => column = value;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EngineFormatter.Parameters(this, new ShapeParameters("FormatWideParameterDefinition", Property is null ? [] : [Property])
        {
            AutoSize = autoSize,
            Columns = column,
        });
    }
}
