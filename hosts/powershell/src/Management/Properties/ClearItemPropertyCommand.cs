using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Clear-ItemProperty: takes a property's value away.</summary>
[Cmdlet(VerbsCommon.Clear, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearItemPropertyCommand : PathSetCommand
{
    /// <summary>The properties.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    /// <summary>Also of read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "ClearItemPropertyIOError", () => InvokeProvider.Property.Clear([path], new Collection<string>(Name), Force, IsLiteral));
        }
    }
}
