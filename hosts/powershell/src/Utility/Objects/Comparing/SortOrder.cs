using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The order that -Property, -Descending, -CaseSensitive and -Culture describe.</summary>
internal sealed class SortOrder : IComparer<SortEntry>
{
    private readonly List<PropertyValue> properties;
    private readonly bool[] descending;
    private readonly ValueComparer values;

    internal SortOrder(List<PropertyValue> properties, bool descending, bool caseSensitive, CultureInfo culture)
    {
        this.properties = properties;
        this.descending = properties.Count == 0 ? [descending] : properties.Select(property => Descends(property, descending)).ToArray();
        values = new ValueComparer(caseSensitive, culture);
    }

    /// <summary>The object with its keys; the object itself is the key when no property is named.</summary>
    internal SortEntry Entry(PSObject one)
    {
        if (properties.Count == 0) return new SortEntry(one, [new SortKey(one, true)]);
        return new SortEntry(one, properties.Select(property => new SortKey(Value(property, one, out var exists), exists)).ToArray());
    }

    /// <inheritdoc/>
    public int Compare(SortEntry? x, SortEntry? y)
    {
        for (var index = 0; index < descending.Length; index++)
        {
            var order = Compare(x!.Keys[index], y!.Keys[index], descending[index]);
            if (order != 0) return order;
        }

        return 0;
    }

    private static object? Value(PropertyValue property, PSObject one, out bool exists)
    {
        exists = property.TryGet(one, out var value);
        return value;
    }

    private static bool Descends(PropertyValue property, bool otherwise)
    {
        if (property.Entry("descending") is { } down) return LanguagePrimitives.IsTrue(down);
        return property.Entry("ascending") is { } up ? !LanguagePrimitives.IsTrue(up) : otherwise;
    }

    private int Compare(SortKey x, SortKey y, bool down)
    {
        // What an object lacks comes last, whatever the direction.
        if (x.Exists != y.Exists) return x.Exists ? -1 : 1;
        var order = values.Compare(x.Value, y.Value);
        return down ? -order : order;
    }
}
