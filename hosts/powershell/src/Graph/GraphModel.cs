using System;
using System.Collections.Generic;

namespace Tenantry.PowerShell.Graph;

/// <summary>What every object from Graph has beside its own properties.</summary>
public abstract class GraphModel
{
    /// <summary>What came and is no property of the type, such as a member's name in a list of directory objects.</summary>
    public Dictionary<string, object?> AdditionalProperties { get; } = new(StringComparer.OrdinalIgnoreCase);
}
