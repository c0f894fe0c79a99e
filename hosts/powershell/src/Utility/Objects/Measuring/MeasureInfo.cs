namespace Microsoft.PowerShell.Commands;

/// <summary>What a measurement is about.</summary>
public abstract class MeasureInfo
{
    /// <summary>The property that was measured, or null for the objects themselves.</summary>
    public string? Property { get; set; }
}
