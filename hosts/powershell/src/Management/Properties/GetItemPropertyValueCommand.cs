using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ItemPropertyValue: the values alone.</summary>
[Cmdlet(VerbsCommon.Get, "ItemPropertyValue", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyValueCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = ["."];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The properties.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path)
        {
            ForPath(path, "GetItemPropertyValueIOError", () =>
            {
                foreach (var item in InvokeProvider.Property.Get([path], new Collection<string>(Name), LiteralPath is not null))
                {
                    foreach (var name in Name) WriteObject(item.Properties[name]?.Value);
                }
            });
        }
    }
}
