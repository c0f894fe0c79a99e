using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>
/// The assemblies that the written ones refer to, looked at without being loaded: what is written for an installed pwsh must
/// name netstandard, not the .NET that happens to write it.
/// </summary>
internal sealed class References : IDisposable
{
    private readonly MetadataLoadContext context;
    private readonly Dictionary<string, string> paths;

    /// <param name="core">Which of them has `System.Object`: netstandard or System.Runtime.</param>
    public References(IReadOnlyList<string> files, string core)
    {
        paths = files.GroupBy(Path.GetFileNameWithoutExtension).ToDictionary(group => group.Key!, group => group.First(), StringComparer.OrdinalIgnoreCase);
        context = new MetadataLoadContext(new PathAssemblyResolver(paths.Values), core);
    }

    public Assembly Core => context.CoreAssembly!;

    public Type CoreType(string name) => Core.GetType(name, throwOnError: true)!;

    public Type Type(string assembly, string name) => context.LoadFromAssemblyPath(paths[assembly]).GetType(name, throwOnError: true)!;

    public void Dispose() => context.Dispose();
}
