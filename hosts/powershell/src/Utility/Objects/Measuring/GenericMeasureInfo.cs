namespace Microsoft.PowerShell.Commands;

/// <summary>Figures of numbers. What was not asked for is null.</summary>
public sealed class GenericMeasureInfo : MeasureInfo
{
    /// <summary>How many values there are.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The largest.</summary>
    public double? Maximum { get; set; }

    /// <summary>The smallest.</summary>
    public double? Minimum { get; set; }

    /// <summary>The standard deviation of a sample.</summary>
    public double? StandardDeviation { get; set; }
}
