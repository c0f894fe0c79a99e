using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>All objects but those at given places.</summary>
internal sealed class SkipIndexWindow(int[] places) : ObjectWindow
{
    private readonly HashSet<int> places = [.. places];
    private int at = -1;

    internal override IEnumerable<PSObject> Add(PSObject one) => places.Contains(++at) ? [] : [one];
}
