using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The first objects after the skipped ones; all of them when no number is given.</summary>
internal sealed class FirstWindow(int skip, int? first) : ObjectWindow
{
    private int seen;

    internal override bool Complete => first is { } count && seen - skip >= count;

    internal override IEnumerable<PSObject> Add(PSObject one)
    {
        if (Complete) return [];
        return ++seen > skip ? [one] : [];
    }
}
