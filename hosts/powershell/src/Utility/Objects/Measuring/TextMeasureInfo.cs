namespace Microsoft.PowerShell.Commands;

/// <summary>Figures of text. What was not asked for is null.</summary>
public sealed class TextMeasureInfo : MeasureInfo
{
    /// <summary>Lines.</summary>
    public int? Lines { get; set; }

    /// <summary>Words.</summary>
    public int? Words { get; set; }

    /// <summary>Characters.</summary>
    public int? Characters { get; set; }
}
