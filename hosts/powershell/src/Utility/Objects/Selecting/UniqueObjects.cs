using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Each different object once, by value and by the properties that Select-Object gave it.</summary>
internal sealed class UniqueObjects(bool caseSensitive)
{
    private readonly List<(PSObject Object, int Added)> all = [];
    private readonly ValueComparer values = new(caseSensitive, CultureInfo.CurrentCulture);

    internal IEnumerable<PSObject> All => all.Select(one => one.Object);

    /// <summary>Keeps the object when none equals it.</summary>
    /// <param name="candidate">The object.</param>
    /// <param name="added">The properties that it was given.</param>
    internal void Add(PSObject candidate, IReadOnlyCollection<PSNoteProperty> added)
    {
        foreach (var (known, count) in all)
        {
            if (count == added.Count && values.Compare(candidate.BaseObject, known.BaseObject) == 0
                && added.All(note => known.Properties[note.Name] is { } other && values.Compare(other.Value, note.Value) == 0))
            {
                return;
            }
        }

        all.Add((candidate, added.Count));
    }
}
