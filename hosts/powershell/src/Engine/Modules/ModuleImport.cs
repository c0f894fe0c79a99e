using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>One import, and what the module says of itself or what it failed with.</summary>
public static class ModuleImport
{
    /// <summary>The protocol's import result.</summary>
    public static JsonObject Try(Runspace runspace, string name)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Import-Module")
            .AddParameter("Name", name)
            .AddParameter("PassThru")
            .AddParameter("Force")
            .AddParameter("DisableNameChecking")
            .AddParameter("ErrorAction", ActionPreference.Stop);
        try
        {
            PSModuleInfo? module = shell.Invoke<PSModuleInfo>().LastOrDefault();
            return module is null ? Failed("ModuleNotLoaded", $"Nothing was loaded by the name '{name}'.") : Loaded(module);
        }
        catch (RuntimeException fault)
        {
            return Failed(fault.ErrorRecord.FullyQualifiedErrorId, fault.ErrorRecord.ToString());
        }
    }

    private static JsonObject Loaded(PSModuleInfo module) => new JsonObject
    {
        ["ok"] = true,
        ["version"] = module.Version.ToString(),
        ["commands"] = module.ExportedCommands.Keys.OrderBy(each => each, System.StringComparer.OrdinalIgnoreCase).ToList(),
        ["requiredModules"] = module.RequiredModules.Select(each => new JsonObject
        {
            ["name"] = each.Name,
            ["version"] = each.Version.ToString(),
        }).ToList(),
    }
    .With("description", string.IsNullOrEmpty(module.Description) ? null : Cut(module.Description));

    private static JsonObject Failed(string code, string message) => new()
    {
        ["ok"] = false,
        ["code"] = Cut(code, 256),
        ["message"] = Cut(message),
    };

    private static string Cut(string text, int most = 10_000) => text.Length <= most ? text : text.Substring(0, most);
}
