using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet whose first parameter is a list of paths, with wildcards (-Path) or as they are (-LiteralPath).</summary>
public abstract class PathSetCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>True when the paths are taken as they are.</summary>
    protected bool IsLiteral => LiteralPath is not null;

    /// <summary>The paths of the set in use.</summary>
    protected IReadOnlyList<string> Paths => LiteralPath ?? Path ?? Array.Empty<string>();
}
