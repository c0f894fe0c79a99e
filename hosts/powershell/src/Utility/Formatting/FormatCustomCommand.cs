using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Format-Custom: shows objects by a custom view, or as nested blocks of properties.</summary>
[Cmdlet(VerbsCommon.Format, "Custom")]
public sealed class FormatCustomCommand : OuterFormatShapeCommandBase
{
    private const int DefaultDepth = 5;

    /// <summary>The engine formats.</summary>
    public FormatCustomCommand() => EngineFormatter.Shape(this, "Complex");

    /// <summary>Names, script blocks, or hashtables with Expression and Depth.</summary>
    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    /// <summary>How deep nested objects are shown.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = DefaultDepth;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EngineFormatter.Parameters(this, new ShapeParameters("FormatObjectParameterDefinition", Property) { Depth = Depth });
    }
}
