using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// What Add-Type has compiled in this process. The same source again gives the same types; a type can be declared only once,
/// since assemblies stay until the process ends.
/// </summary>
internal static class AddedTypes
{
    private static readonly Dictionary<string, Assembly> BySource = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase);

    internal static Assembly? Find(string key)
    {
        lock (BySource) return BySource.GetValueOrDefault(key);
    }

    /// <summary>The first of the types that another source has declared already.</summary>
    internal static string? Known(IEnumerable<string> types)
    {
        lock (BySource) return types.FirstOrDefault(Names.Contains);
    }

    internal static Assembly Load(string key, Compiled library)
    {
        lock (BySource)
        {
            var assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(library.Image!));
            Names.UnionWith(library.Types);
            return BySource[key] = assembly;
        }
    }
}
