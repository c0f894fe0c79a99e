namespace Microsoft.PowerShell.Commands;

/// <summary>What Add-Type makes: only libraries, as in PowerShell 7.</summary>
public enum OutputAssemblyType
{
    /// <summary>A library.</summary>
    Library,

    /// <summary>A program with a console.</summary>
    ConsoleApplication,

    /// <summary>A program with windows.</summary>
    WindowsApplication,
}
