using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the content cmdlets share: which items, which filters.</summary>
public abstract class ContentCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Names with * and ?.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Filter { get; set; }

    /// <summary>Only items whose names match one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>No item whose name matches one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Also hidden and read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>True when the paths are taken as they are.</summary>
    protected bool IsLiteral => LiteralPath is not null;

    /// <summary>The paths of the set in use.</summary>
    protected string[] Paths => LiteralPath ?? Path ?? [];
}
