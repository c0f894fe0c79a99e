using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>The order of two values as PowerShell has it: numbers as numbers, what cannot be compared as text, null first.</summary>
internal sealed class ValueComparer(bool caseSensitive, CultureInfo culture) : IComparer<object?>
{
    /// <inheritdoc/>
    public int Compare(object? x, object? y)
    {
        x = Bare(x);
        y = Bare(y);
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        if (x is not string || y is not string)
        {
            if (LanguagePrimitives.TryCompare(x, y, !caseSensitive, culture, out var order)) return order;
        }

        return string.Compare(Text(x), Text(y), culture, caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
    }

    private static object? Bare(object? value)
    {
        if (value is null || value == AutomationNull.Value) return null;
        // A custom object has no value of its own: two of them are equal here, as in the original.
        return value is PSObject wrapped ? wrapped.BaseObject is PSCustomObject ? string.Empty : wrapped.BaseObject : value;
    }

    private static string Text(object value) => PSObject.AsPSObject(value).ToString();
}
