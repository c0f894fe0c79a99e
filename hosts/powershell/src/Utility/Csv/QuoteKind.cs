namespace Microsoft.PowerShell.Commands;

/// <summary>When values are put in quotes.</summary>
public enum QuoteKind
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Always.</summary>
    Always,

    /// <summary>When a value holds the delimiter, a quote or a line end.</summary>
    AsNeeded,
}
