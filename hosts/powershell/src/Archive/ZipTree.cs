using System;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>Puts a file, or a folder with all it holds, into a zip file, with names that begin at the folder's own.</summary>
internal static class ZipTree
{
    internal static void Add(ZipArchive zip, string source, CompressionLevel level, Func<bool> stopping)
    {
        var root = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(source)) ?? source;
        if (File.Exists(source))
        {
            AddFile(zip, source, root, level);
            return;
        }

        var all = Directory.EnumerateFileSystemEntries(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        if (all.Length == 0) AddFolder(zip, source, root);
        foreach (var entry in all.TakeWhile(_ => !stopping()))
        {
            if (File.Exists(entry)) AddFile(zip, entry, root, level);
            else if (!Directory.EnumerateFileSystemEntries(entry).Any()) AddFolder(zip, entry, root);
        }
    }

    private static void AddFile(ZipArchive zip, string file, string root, CompressionLevel level)
    {
        var name = Name(file, root);
        if (zip.Mode == ZipArchiveMode.Update) zip.GetEntry(name)?.Delete();
        zip.CreateEntryFromFile(file, name, level);
    }

    private static void AddFolder(ZipArchive zip, string folder, string root)
    {
        var name = Name(folder, root) + "/";
        if (zip.Mode != ZipArchiveMode.Update || zip.GetEntry(name) is null) zip.CreateEntry(name);
    }

    private static string Name(string path, string root) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
