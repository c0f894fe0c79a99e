using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One item with content.</summary>
/// <param name="FullPath">The path as its provider knows it.</param>
/// <param name="PSPath">The path as scripts know it.</param>
/// <param name="Provider">Whose item it is.</param>
/// <param name="Drive">The drive it was found through.</param>
internal sealed record ContentTarget(string FullPath, string PSPath, ProviderInfo Provider, PSDriveInfo? Drive)
{
    /// <summary>True when the item is a file.</summary>
    internal bool IsFile { get; } = Provider.Name == FileItems.ProviderName;

    /// <summary>What each line of a file is told about it.</summary>
    internal FileItems? Place { get; } = Provider.Name == FileItems.ProviderName ? new FileItems(Provider, Drive, FullPath) : null;
}
