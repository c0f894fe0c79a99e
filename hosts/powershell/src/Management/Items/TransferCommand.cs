using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What copying and moving share: the items to take, and the place they go to.</summary>
public abstract class TransferCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The container they go into, or the new name of one item.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    /// <summary>Names with * and ?.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>Only items whose names match one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>No item whose name matches one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Writes over what is read-only, takes what is hidden.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the items at their new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var names = new NameFilter(Filter, Include, Exclude);
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            ForPath(path, "TransferItemIOError", () =>
            {
                var found = InvokeProvider.Item.Get([path], Force, LiteralPath is not null);
                foreach (var item in found.Where(item => names.Accepts((string)item.Properties["PSChildName"].Value)))
                {
                    ForPath(path, "TransferItemIOError", () => Transfer((string)item.Properties["PSPath"].Value));
                }
            });
        }
    }

    /// <summary>Takes one item; the provider asks ShouldProcess of this cmdlet.</summary>
    protected abstract void Transfer(string path);
}
