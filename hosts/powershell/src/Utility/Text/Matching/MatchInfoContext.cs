namespace Microsoft.PowerShell.Commands;

/// <summary>The lines around a match.</summary>
public sealed class MatchInfoContext
{
    /// <summary>The lines before.</summary>
    public string[] PreContext { get; set; } = [];

    /// <summary>The lines after.</summary>
    public string[] PostContext { get; set; } = [];

    /// <summary>The lines before; here no line is left out for being a match as well.</summary>
    public string[] DisplayPreContext { get; set; } = [];

    /// <summary>The lines after.</summary>
    public string[] DisplayPostContext { get; set; } = [];
}
