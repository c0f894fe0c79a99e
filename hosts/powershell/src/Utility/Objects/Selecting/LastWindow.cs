using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects counted from the end: without the last <paramref name="skipLast"/>, and at most <paramref name="last"/>.</summary>
/// <param name="skip">Objects at the start that do not count.</param>
internal sealed class LastWindow(int skip, int skipLast, int? last) : ObjectWindow
{
    private readonly Queue<PSObject> waiting = new();
    private int seen;

    internal override IEnumerable<PSObject> Add(PSObject one)
    {
        if (seen++ < skip) yield break;
        waiting.Enqueue(one);
        if (last is { } count)
        {
            if (waiting.Count > count + skipLast) waiting.Dequeue();
        }
        else if (waiting.Count > skipLast)
        {
            yield return waiting.Dequeue();
        }
    }

    internal override IEnumerable<PSObject> End()
    {
        if (last is null) yield break;
        while (waiting.Count > skipLast) yield return waiting.Dequeue();
    }
}
