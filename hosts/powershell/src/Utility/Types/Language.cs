namespace Microsoft.PowerShell.Commands;

/// <summary>The language of Add-Type's source.</summary>
public enum Language
{
    /// <summary>C#.</summary>
    CSharp,
}
