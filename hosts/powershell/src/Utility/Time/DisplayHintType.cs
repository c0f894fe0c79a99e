namespace Microsoft.PowerShell.Commands;

/// <summary>Which part of a time is shown.</summary>
public enum DisplayHintType
{
    /// <summary>The day.</summary>
    Date,

    /// <summary>The time of day.</summary>
    Time,

    /// <summary>Both.</summary>
    DateTime,
}
