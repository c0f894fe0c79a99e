using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>-Last, alone or beside -First; -Skip counts from the end then, unless -First is there too.</summary>
internal sealed class FirstAndLastWindow(int first, int last, int skip) : ObjectWindow
{
    private readonly LastWindow end = new(0, first > 0 ? 0 : skip, last);
    private int left = first;
    private int toSkip = first > 0 ? skip : 0;

    internal override IEnumerable<PSObject> Add(PSObject one)
    {
        if (toSkip > 0)
        {
            toSkip--;
            return [];
        }

        if (left > 0)
        {
            left--;
            return [one];
        }

        return end.Add(one);
    }

    internal override IEnumerable<PSObject> End() => end.End();
}
