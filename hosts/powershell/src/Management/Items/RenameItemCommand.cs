using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Rename-Item: a new name at the same place.</summary>
[Cmdlet(VerbsCommon.Rename, "Item", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
public sealed class RenameItemCommand : ProviderCommand
{
    /// <summary>The item.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ByPath", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string? Path { get; set; }

    /// <summary>The item, its path taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The new name, or a script block that makes it from the item.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string NewName { get; set; } = string.Empty;

    /// <summary>Also hidden and read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the renamed item.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = LiteralPath ?? Path!;
        ForPath(path, "RenameItemIOError", () =>
        {
            foreach (var item in InvokeProvider.Item.Get([path], Force, LiteralPath is not null))
            {
                // The provider asks ShouldProcess of this cmdlet.
                var made = InvokeProvider.Item.Rename((string)item.Properties["PSPath"].Value, NewName, Force);
                if (PassThru)
                {
                    WriteObject(made, true);
                }
            }
        });
    }
}
