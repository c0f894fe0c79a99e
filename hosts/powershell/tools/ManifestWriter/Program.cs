using System.IO;
using System.Text;

namespace Tenantry.PowerShell.ManifestWriter;

/// <summary>
/// <c>ManifestWriter assembly.dll module.psd1 [functions.psm1]</c>: writes the manifest of the cmdlets in the assembly and
/// of the functions in the script.
/// </summary>
public static class Program
{
    /// <summary>Writes the manifest only when it changes, so that an unchanged build touches nothing.</summary>
    public static int Main(string[] arguments)
    {
        var cmdlets = CmdletNames.In(arguments[0]);
        var text = Manifest(Path.GetFileNameWithoutExtension(arguments[1]), Path.GetFileName(arguments[0]), cmdlets, arguments.Length > 2 ? arguments[2] : null);
        if (!File.Exists(arguments[1]) || File.ReadAllText(arguments[1]) != text) File.WriteAllText(arguments[1], text);
        return 0;
    }

    private static string Manifest(string module, string assembly, Exports exports, string? script)
    {
        var text = new StringBuilder();
        text.Append("# Written by the build from the cmdlets in the assembly.\n@{\n");
        text.Append($"    RootModule = '{assembly}'\n    ModuleVersion = '7.0.0.0'\n");
        text.Append($"    GUID = '{StableGuid.Of(module)}'\n    Description = 'Tenantry''s own {module}'\n");
        text.Append("    CompatiblePSEditions = @('Core')\n    PowerShellVersion = '7.4'\n    VariablesToExport = @()\n");
        if (script is not null) text.Append($"    NestedModules = @('{Path.GetFileName(script)}')\n");
        List(text, "FunctionsToExport", script is null ? [] : FunctionNames.In(script));
        List(text, "CmdletsToExport", exports.Cmdlets);
        List(text, "AliasesToExport", exports.Aliases);
        return text.Append("}\n").ToString();
    }

    private static void List(StringBuilder text, string key, System.Collections.Generic.IReadOnlyCollection<string> names)
    {
        text.Append($"    {key} = @(\n");
        text.AppendJoin(",\n", System.Linq.Enumerable.Select(names, name => $"        '{name}'"));
        text.Append(names.Count == 0 ? "    )\n" : "\n    )\n");
    }
}
