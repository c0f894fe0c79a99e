using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet over items that can be narrowed by -Filter, -Include and -Exclude.</summary>
public abstract class FilteredPathCommand : PathSetCommand
{
    /// <summary>A pattern of the provider; of the file system: names with * and ?.</summary>
    [Parameter(Position = 1)]
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

    /// <summary>The items that a path names, after the filters; a path without wildcards that is not there throws.</summary>
    protected IEnumerable<PSObject> Items(string path)
    {
        var names = new NameFilter(Filter, Include, Exclude);
        foreach (var item in InvokeProvider.Item.Get([path], Force.IsPresent, IsLiteral))
        {
            if (names.Accepts(item.Properties["PSChildName"]?.Value as string ?? string.Empty))
            {
                yield return item;
            }
        }
    }
}
