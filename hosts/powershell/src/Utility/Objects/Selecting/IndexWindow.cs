using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The objects at given places, in the order in which they come.</summary>
internal sealed class IndexWindow(int[] places) : ObjectWindow
{
    private readonly HashSet<int> places = [.. places];
    private readonly int end = places.Length == 0 ? 0 : places.Max();
    private int at = -1;

    internal override bool Complete => at >= end;

    internal override IEnumerable<PSObject> Add(PSObject one) => places.Contains(++at) ? [one] : [];
}
