using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// A type of Graph. Kinds: s text, b truth, i and l whole numbers, n a number, d an instant, D a date, y bytes, o an object,
/// `@type` a related thing; a star behind any of them means many.
/// </summary>
public sealed class TypeRow
{
    private readonly IReadOnlyDictionary<string, string> kinds;

    private TypeRow(string name, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        Name = name;
        Properties = properties;
        kinds = properties.ToDictionary(each => each.Key, each => each.Value, StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

    /// <summary>Under which scripts know it: `Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser`.</summary>
    public string ModelName => $"Microsoft.Graph.PowerShell.Models.MicrosoftGraph{Words.Pascal(Name)}";

    /// <summary>What a cmdlet that makes or changes one takes by name: as in the original, related things as well.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Writable =>
        Properties.Select(each => each.Value[0] == '@'
            ? new KeyValuePair<string, string>(each.Key, each.Value.EndsWith("*", StringComparison.Ordinal) ? "o*" : "o")
            : each).ToArray();

    public static TypeRow Parse(string line)
    {
        var tab = line.IndexOf('\t');
        var name = tab < 0 ? line : line.Substring(0, tab);
        var properties = tab < 0 ? Array.Empty<string>() : line.Substring(tab + 1).Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
        return new TypeRow(name, properties.Select(each => each.Split(new[] { ':' }, 2)).Select(each => new KeyValuePair<string, string>(each[0], each[1])).ToArray());
    }

    public string? KindOf(string property) => kinds.TryGetValue(property, out var kind) ? kind : null;
}
