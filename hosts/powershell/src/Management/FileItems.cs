using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives what was read from a file the properties that tell where it comes from (PSPath and so on).</summary>
internal sealed class FileItems(ProviderInfo provider, PSDriveInfo? drive)
{
    /// <summary>The name of the provider that stands for files.</summary>
    internal const string ProviderName = "FileSystem";

    /// <summary>Adds where an object was found.</summary>
    internal PSObject Located(PSObject item, string path)
    {
        var parent = System.IO.Path.GetDirectoryName(path);
        item.Properties.Add(new PSNoteProperty("PSPath", Qualified(path)), true);
        item.Properties.Add(new PSNoteProperty("PSParentPath", parent is null ? string.Empty : Qualified(parent)), true);
        item.Properties.Add(new PSNoteProperty("PSChildName", parent is null ? path : System.IO.Path.GetFileName(path)), true);
        item.Properties.Add(new PSNoteProperty("PSDrive", drive), true);
        item.Properties.Add(new PSNoteProperty("PSProvider", provider), true);
        return item;
    }

    private string Qualified(string path) => $"{provider.ModuleName}\\{provider.Name}::{path}";
}
