using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The assemblies that the source of Add-Type may use: those of the runtime and the engine, and those that it names.</summary>
internal sealed class TypeReferences(PSCmdlet command)
{
    private static readonly string[] Usual =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    internal string[] With(IEnumerable<string> named) => Usual.Concat(named.Select(Find)).Distinct(StringComparer.Ordinal).ToArray();

    private string Find(string name)
    {
        var file = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name : name + ".dll";
        var path = command.GetUnresolvedProviderPathFromPSPath(file);
        if (File.Exists(path)) return path;
        var known = Usual.FirstOrDefault(one => Path.GetFileName(one).Equals(file, StringComparison.OrdinalIgnoreCase)) ?? Loaded(name);
        if (known is not null) return known;
        command.ThrowTerminatingError(new ErrorRecord(
            new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, path));
        return path;
    }

    /// <summary>An assembly that a module brought, by its name or its full name.</summary>
    private static string? Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(one => !one.IsDynamic && one.Location.Length > 0)
        .FirstOrDefault(one => one.GetName().Name!.Equals(name, StringComparison.OrdinalIgnoreCase) || one.FullName!.Equals(name, StringComparison.OrdinalIgnoreCase))?.Location;
}
