using System;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The running figures of one property.</summary>
internal sealed class Measurement(string? property)
{
    private readonly ValueComparer order = new(caseSensitive: false, CultureInfo.CurrentCulture);
    private int numbers;
    private double mean;
    private double squares;

    internal string? Property { get; } = property;

    internal int Count { get; set; }

    /// <summary>Whether a value was no number: there is no sum then.</summary>
    internal bool NotNumeric { get; set; }

    internal double Sum { get; private set; }

    internal object? Maximum { get; private set; }

    internal object? Minimum { get; private set; }

    internal int Lines { get; private set; }

    internal int Words { get; private set; }

    internal int Characters { get; private set; }

    internal double? Average => Count == 0 ? null : Sum / Count;

    /// <summary>Of a sample, as documented: divided by one less than the count.</summary>
    internal double? StandardDeviation => Count > 1 ? Math.Sqrt(squares / (Count - 1)) : Count == 1 ? 0 : null;

    internal void AddNumber(double number)
    {
        Sum += number;
        // Welford's way: no sum of squares that loses its digits.
        var distance = number - mean;
        mean += distance / ++numbers;
        squares += distance * (number - mean);
    }

    internal void AddValue(object value)
    {
        if (Maximum is null || Compare(value, Maximum) > 0) Maximum = value;
        if (Minimum is null || Compare(value, Minimum) < 0) Minimum = value;
    }

    /// <summary>Whether the largest and the smallest are numbers, or texts of numbers.</summary>
    internal bool HasNumericExtremes => Number(Maximum) is not null && Number(Minimum) is not null;

    internal static double? Number(object? value) =>
        value is not null && LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Texts of numbers count as numbers; values of two kinds are compared as texts.
    private int Compare(object left, object right)
    {
        var (one, other) = (Number(left) ?? left, Number(right) ?? right);
        return one.GetType() == other.GetType()
            ? order.Compare(one, other)
            : order.Compare(PSObject.AsPSObject(one).ToString(), PSObject.AsPSObject(other).ToString());
    }

    internal void AddText(string text, bool ignoreWhiteSpace)
    {
        Characters += TextFigures.Characters(text, ignoreWhiteSpace);
        Words += TextFigures.Words(text);
        Lines += TextFigures.Lines(text);
    }
}
