using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sort-Object: objects in the order of their values or of chosen properties.</summary>
[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> objects = [];

    /// <summary>Equal objects keep their order. They always do here.</summary>
    [Parameter(ParameterSetName = "Default")]
    public SwitchParameter Stable { get; set; }

    /// <summary>From the largest down.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Of objects with equal keys the first.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>So many from the start of the sorted objects.</summary>
    [Parameter(ParameterSetName = "Top", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    /// <summary>So many from the end of the sorted objects.</summary>
    [Parameter(ParameterSetName = "Bottom", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names, script blocks, or hashtables with Expression, Ascending and Descending.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>The culture whose order of letters holds.</summary>
    [Parameter]
    public string? Culture { get; set; }

    /// <summary>Text differs by case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value) objects.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (objects.Count == 0) return;
        var given = Property is { Length: > 0 } ? Property : DefaultKeys.Of(objects[0]);
        var order = new SortOrder(PropertyValue.Read(this, given, "ascending", "descending"), Descending, CaseSensitive, CultureArgument.Read(Culture));
        // OrderBy keeps the order of equals, as List.Sort would not.
        IEnumerable<SortEntry> sorted = objects.Select(order.Entry).ToList().OrderBy(entry => entry, order);
        if (Unique) sorted = WithoutRepeats(sorted, order);
        if (Top > 0) sorted = sorted.Take(Top);
        if (Bottom > 0) sorted = sorted.TakeLast(Bottom);
        foreach (var entry in sorted) WriteObject(entry.Object);
    }

    private static IEnumerable<SortEntry> WithoutRepeats(IEnumerable<SortEntry> sorted, SortOrder order)
    {
        SortEntry? last = null;
        foreach (var entry in sorted)
        {
            if (last is null || order.Compare(last, entry) != 0) yield return entry;
            last = entry;
        }
    }
}
