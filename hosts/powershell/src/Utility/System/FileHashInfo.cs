namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-FileHash gives.</summary>
public sealed class FileHashInfo
{
    /// <summary>The name of the algorithm, in capitals.</summary>
    public string Algorithm { get; set; } = string.Empty;

    /// <summary>The hash, in capital hexadecimal digits.</summary>
    public string Hash { get; set; } = string.Empty;

    /// <summary>The file; null for a stream.</summary>
    public string? Path { get; set; }
}
