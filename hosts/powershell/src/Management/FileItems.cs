using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives what was read from one file the properties that tell where it comes from (PSPath and so on).</summary>
internal sealed class FileItems
{
    /// <summary>The name of the provider that stands for files.</summary>
    internal const string ProviderName = "FileSystem";

    // Made once a file: a property without a getter of its own may belong to any number of lines.
    private readonly PSNoteProperty[] places;

    internal FileItems(ProviderInfo provider, PSDriveInfo? drive, string path)
    {
        var parent = System.IO.Path.GetDirectoryName(path);
        var prefix = $"{provider.ModuleName}\\{provider.Name}::";
        places =
        [
            new PSNoteProperty("PSPath", prefix + path),
            new PSNoteProperty("PSParentPath", parent is null ? string.Empty : prefix + parent),
            new PSNoteProperty("PSChildName", parent is null ? path : System.IO.Path.GetFileName(path)),
            new PSNoteProperty("PSDrive", drive),
            new PSNoteProperty("PSProvider", provider),
        ];
    }

    internal void Locate(PSObject item)
    {
        foreach (var place in places) item.Properties.Add(place, true);
    }
}
