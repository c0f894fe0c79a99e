using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-ItemProperty: takes properties away, where the provider has such (files do not).</summary>
[Cmdlet(VerbsCommon.Remove, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemPropertyCommand : PathSetCommand
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
            foreach (var name in Name)
            {
                ForPath(path, "RemoveItemPropertyIOError", () => InvokeProvider.Property.Remove([path], name, Force, IsLiteral));
            }
        }
    }
}
