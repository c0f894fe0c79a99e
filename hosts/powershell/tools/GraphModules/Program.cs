using System.IO;
using System.Linq;
using Tenantry.PowerShell.Graph;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>
/// <c>GraphModules references.txt out/Modules System.Runtime</c>: for each module of the table an assembly of small classes that only
/// carry the cmdlets' names, and its manifest; once, the assembly of the types of Graph's objects.
/// </summary>
public static class Program
{
    private const string Prefix = "Microsoft.Graph";

    public static int Main(string[] arguments)
    {
        var (references, folder) = (File.ReadAllLines(arguments[0]), arguments[1]);
        using var compiled = new References(references, arguments[2]);
        Models.Write(compiled, Path.Combine(folder, "Tenantry.Graph", $"{Models.AssemblyName}.dll"));
        var all = CmdletTable.All.ToList();
        foreach (var version in new[] { Prefix, $"{Prefix}.Beta" })
        {
            var isBeta = version != Prefix;
            var names = all.Where(row => isBeta || !CmdletTable.IsBeta(row.Cmdlet)).GroupBy(row => row.Module).OrderBy(group => group.Key).ToList();
            foreach (var module in names)
            {
                var name = $"{version}.{module.Key}";
                var cmdlets = module.GroupBy(row => row.Cmdlet).Select(rows => new CmdletFacts(Name(rows.Key, isBeta), rows.ToList())).ToList();
                var target = Path.Combine(folder, name);
                Directory.CreateDirectory(target);
                ModuleAssembly.Write(compiled, name, cmdlets, Path.Combine(target, $"Tenantry.PowerShell.{name}.dll"));
                File.WriteAllText(Path.Combine(target, $"{name}.psd1"), Manifest.OfModule(name, cmdlets));
            }

            var whole = Path.Combine(folder, version);
            Directory.CreateDirectory(whole);
            File.WriteAllText(Path.Combine(whole, $"{version}.psd1"), Manifest.OfAll(version, names.Select(module => $"{version}.{module.Key}")));
        }

        return 0;
    }

    private static string Name(string cmdlet, bool isBeta) => isBeta && !CmdletTable.IsBeta(cmdlet) ? cmdlet.Replace("-Mg", "-MgBeta") : cmdlet;
}
