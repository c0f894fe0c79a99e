using System.Collections.Generic;
using System.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Walks both sets side by side. What has no partner waits in a window; what leaves the window without one is different.
/// </summary>
internal sealed class SyncWindowMatching(SortOrder order, int window)
{
    private readonly List<SortEntry> references = [];
    private readonly List<SortEntry> differences = [];

    /// <summary>Entries with their side: true for the reference set, false for the difference set, null for both.</summary>
    internal IEnumerable<(SortEntry Entry, bool? Side)> Run(List<SortEntry> reference, List<SortEntry> difference)
    {
        for (var index = 0; index < System.Math.Max(reference.Count, difference.Count); index++)
        {
            var left = index < reference.Count ? reference[index] : null;
            var right = index < difference.Count ? difference[index] : null;
            foreach (var result in Step(left, right)) yield return result;
        }

        foreach (var entry in differences) yield return (entry, false);
        foreach (var entry in references) yield return (entry, true);
    }

    private IEnumerable<(SortEntry Entry, bool? Side)> Step(SortEntry? left, SortEntry? right)
    {
        if (left is not null && right is not null && order.Compare(left, right) == 0)
        {
            yield return (left, null);
            yield break;
        }

        var partnerOfRight = Take(references, right);
        if (partnerOfRight is not null) yield return (partnerOfRight, null);
        var partnerOfLeft = Take(differences, left);
        if (partnerOfLeft is not null) yield return (left!, null);

        if (right is not null && partnerOfRight is null) differences.Add(right);
        if (left is not null && partnerOfLeft is null) references.Add(left);
        foreach (var entry in Overflow(differences)) yield return (entry, false);
        foreach (var entry in Overflow(references)) yield return (entry, true);
    }

    private SortEntry? Take(List<SortEntry> from, SortEntry? like)
    {
        if (like is null) return null;
        var at = from.FindIndex(entry => order.Compare(entry, like) == 0);
        if (at < 0) return null;
        var found = from[at];
        from.RemoveAt(at);
        return found;
    }

    private List<SortEntry> Overflow(List<SortEntry> waiting)
    {
        var gone = waiting.Take(System.Math.Max(0, waiting.Count - window)).ToList();
        waiting.RemoveRange(0, gone.Count);
        return gone;
    }
}
