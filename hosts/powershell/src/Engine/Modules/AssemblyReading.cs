using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>Reads which assemblies modules bring and reference, without loading any.</summary>
public static class AssemblyReading
{
    /// <summary>Folders of what a module has for Windows PowerShell, which is never loaded here.</summary>
    private static readonly Regex OfFramework = new(@"/(?:net4\d*|netfx|netframework|desktop|fullclr)/", RegexOptions.IgnoreCase);

    /// <summary>Each folder of the folder is a module. What the engine itself brings is left out: all modules share it.</summary>
    public static List<JsonObject> OfFolder(string folder)
    {
        HashSet<string> shared = OfEngine();
        return Directory.EnumerateDirectories(folder).OrderBy(each => each, StringComparer.Ordinal).Select(module => OfModule(module, shared)).ToList();
    }

    private static JsonObject OfModule(string folder, HashSet<string> shared)
    {
        var brings = new SortedDictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
        var references = new SortedDictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories))
        {
            if (OfFramework.IsMatch(file.Substring(folder.Length)) || !TryRead(file, out MetadataReader? reader, out PEReader? image)) continue;
            using (image)
            {
                AssemblyDefinition own = reader!.GetAssemblyDefinition();
                Note(brings, reader.GetString(own.Name), own.Version, shared);
                foreach (AssemblyReference reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
                    Note(references, reader.GetString(reference.Name), reference.Version, shared);
            }
        }
        return new JsonObject
        {
            ["name"] = Path.GetFileName(folder),
            ["brings"] = brings.Select(Written).ToList(),
            ["references"] = references.Select(Written).ToList(),
        };
    }

    private static JsonObject Written(KeyValuePair<string, Version> each) => new()
    {
        ["name"] = each.Key,
        ["version"] = each.Value.ToString(),
    };

    /// <summary>The highest version counts: the one that a load must satisfy.</summary>
    private static void Note(IDictionary<string, Version> found, string name, Version version, HashSet<string> shared)
    {
        if (shared.Contains(name)) return;
        if (!found.TryGetValue(name, out Version? known) || known < version) found[name] = version;
    }

    private static bool TryRead(string file, out MetadataReader? reader, out PEReader? image)
    {
        reader = null;
        image = null;
        try
        {
            image = new PEReader(File.OpenRead(file), PEStreamOptions.PrefetchMetadata);
            if (image.HasMetadata) reader = image.GetMetadataReader();
            if (reader is { IsAssembly: true }) return true;
        }
        catch (BadImageFormatException)
        {
            // A native library.
        }
        image?.Dispose();
        return false;
    }

    private static HashSet<string> OfEngine()
    {
        string trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return new HashSet<string>(trusted.Split(Path.PathSeparator).Select(Path.GetFileNameWithoutExtension)!, StringComparer.OrdinalIgnoreCase);
    }
}
