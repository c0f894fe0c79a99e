namespace Microsoft.PowerShell.Commands;

/// <summary>The largest and smallest of values that may be no numbers.</summary>
public sealed class GenericObjectMeasureInfo : MeasureInfo
{
    /// <summary>How many values there are.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The largest.</summary>
    public object? Maximum { get; set; }

    /// <summary>The smallest.</summary>
    public object? Minimum { get; set; }

    /// <summary>The standard deviation of a sample.</summary>
    public double? StandardDeviation { get; set; }
}
