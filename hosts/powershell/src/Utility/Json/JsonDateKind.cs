namespace Microsoft.PowerShell.Commands;

/// <summary>What ConvertFrom-Json makes of a text that is a date.</summary>
public enum JsonDateKind
{
    /// <summary>A date of the kind that its text says.</summary>
    Default,

    /// <summary>A local date.</summary>
    Local,

    /// <summary>A date in UTC.</summary>
    Utc,

    /// <summary>A date with its offset.</summary>
    Offset,

    /// <summary>The text.</summary>
    String,
}
