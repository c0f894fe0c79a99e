using System;
using System.Collections.Generic;
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
            return Failed(fault.ErrorRecord.FullyQualifiedErrorId, fault.ErrorRecord.ToString())
                .With("missing", Missing(runspace, name));
        }
    }

    private static JsonObject Loaded(PSModuleInfo module)
    {
        ModuleManifest manifest = ModuleManifest.Of(module);
        return new JsonObject
        {
            ["ok"] = true,
            ["version"] = module.Version.ToString(),
            ["commands"] = module.ExportedCommands.Keys.OrderBy(each => each, StringComparer.OrdinalIgnoreCase).ToList(),
            ["requiredModules"] = module.RequiredModules.Select(each => new JsonObject
            {
                ["name"] = each.Name,
                ["version"] = each.Version.ToString(),
            }
            .With("range", manifest.RangeOf(each.Name))).ToList(),
            ["parameters"] = CommandParameters.Of(module),
        }
        .With("prerelease", manifest.Prerelease)
        .With("description", string.IsNullOrEmpty(module.Description) ? null : Cut(module.Description));
    }

    /// <summary>Modules that its manifest requires and that are not here, which tells more than the error of the import.</summary>
    private static List<JsonObject>? Missing(Runspace runspace, string name)
    {
        try
        {
            PSModuleInfo? module = Listed(runspace, name).FirstOrDefault();
            if (module is null) return null;
            List<JsonObject> missing = ModuleManifest.Of(module).Required
                .Where(each => Listed(runspace, each).Count == 0)
                .Select(each => new JsonObject { ["name"] = each.Name, ["version"] = "" }.With("range", ModuleManifest.Range(each)))
                .ToList();
            return missing.Count == 0 ? null : missing;
        }
        catch (RuntimeException)
        {
            // What the import said must do.
            return null;
        }
    }

    private static List<PSModuleInfo> Listed(Runspace runspace, object module)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Get-Module").AddParameter("ListAvailable").AddParameter(module is string ? "Name" : "FullyQualifiedName", module);
        return shell.Invoke<PSModuleInfo>().ToList();
    }

    private static JsonObject Failed(string code, string message) => new()
    {
        ["ok"] = false,
        ["code"] = Cut(code, 256),
        ["message"] = Cut(message),
    };

    private static string Cut(string text, int most = 10_000) => text.Length <= most ? text : text.Substring(0, most);
}
