using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-Random and Get-SecureRandom share: a number from a range, or some objects of a collection.</summary>
public abstract class RandomCommandBase : PSCmdlet
{
    private readonly List<object?> pool = [];
    private long seen;

    /// <summary>The number below which all lie.</summary>
    [Parameter(Position = 0, ParameterSetName = "RandomNumberParameterSet")]
    public object? Maximum { get; set; }

    /// <summary>The least number.</summary>
    [Parameter(ParameterSetName = "RandomNumberParameterSet")]
    public object? Minimum { get; set; }

    /// <summary>The objects to choose from.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "RandomListItemParameterSet", ValueFromPipeline = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ShuffleParameterSet", ValueFromPipeline = true)]
    [AllowNull]
    public object?[]? InputObject { get; set; }

    /// <summary>How many.</summary>
    [Parameter(ParameterSetName = "RandomNumberParameterSet")]
    [Parameter(ParameterSetName = "RandomListItemParameterSet")]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>All objects, in another order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ShuffleParameterSet")]
    public SwitchParameter Shuffle { get; set; }

    /// <summary>A whole number of at least 0 and less than the limit.</summary>
    protected abstract long Below(long limit);

    /// <summary>A number of at least 0 and less than 1.</summary>
    protected abstract double Fraction();

    // A list in the first place is a list to choose from, by whatever name the parameter goes.
    private bool IsNumber => ParameterSetName == "RandomNumberParameterSet" && Value(Maximum) is not object[];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsNumber) return;
        if (Value(Maximum) is object[] list) InputObject = list;
        foreach (var item in InputObject ?? [null]) Offer(item);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (IsNumber)
        {
            for (var left = Count; left > 0; left--) WriteObject(Number());
            return;
        }

        for (var at = 0; at < pool.Count; at++)
        {
            var other = at + (int)Below(pool.Count - at);
            (pool[at], pool[other]) = (pool[other], pool[at]);
        }

        foreach (var item in pool) WriteObject(item);
    }

    // A reservoir: every object seen so far has the same chance, and no more are kept than are wanted.
    private void Offer(object? item)
    {
        if (Shuffle || seen < Count) pool.Add(item);
        else if (Below(seen + 1) < Count) pool[(int)Below(pool.Count)] = item;
        seen++;
    }

    private object Number()
    {
        var least = Value(Minimum) ?? 0;
        var limit = Value(Maximum) ?? (least is double ? (object)double.MaxValue : least is long ? long.MaxValue : (object)int.MaxValue);
        if (least is double || limit is double)
        {
            var (low, high) = (Convert.ToDouble(least, CultureInfo.InvariantCulture), Convert.ToDouble(limit, CultureInfo.InvariantCulture));
            if (low >= high) Refuse(least, limit);
            // Halves, since the distance between the two ends may be more than a double holds.
            return low + ((high / 2 - low / 2) * Fraction() * 2);
        }

        var (from, to) = (Convert.ToInt64(least, CultureInfo.InvariantCulture), Convert.ToInt64(limit, CultureInfo.InvariantCulture));
        if (from >= to) Refuse(least, limit);
        var distance = to - from;
        var number = distance > 0 ? from + Below(distance) : from + (long)(Fraction() * ((double)to - from));
        return least is int && limit is int ? (object)(int)number : number;
    }

    private static object? Value(object? given)
    {
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        return value switch
        {
            null => null,
            int or long or double or object[] => value,
            byte or sbyte or short or ushort => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            string text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) => small,
            string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) => large,
            _ => LanguagePrimitives.ConvertTo<double>(value),
        };
    }

    private void Refuse(object least, object limit) =>
        ThrowTerminatingError(new ErrorRecord(
            new ArgumentException($"The Minimum value ({least}) cannot be greater than or equal to the Maximum value ({limit})."),
            "MinGreaterThanOrEqualMax",
            ErrorCategory.InvalidArgument,
            null));
}
