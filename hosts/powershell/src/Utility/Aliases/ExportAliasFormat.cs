namespace Microsoft.PowerShell.Commands;

/// <summary>How Export-Alias writes.</summary>
public enum ExportAliasFormat
{
    /// <summary>Delimited text.</summary>
    Csv,

    /// <summary>Set-Alias commands.</summary>
    Script,
}
