using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>The manifests by which the engine finds a cmdlet's module without loading any.</summary>
internal static class Manifest
{
    /// <summary>The version of the SDK whose names these are.</summary>
    private const string Version = "2.30.0";

    public static string OfModule(string module, IEnumerable<CmdletFacts> cmdlets) => Text(
        module,
        $"    RootModule = 'Tenantry.PowerShell.{module}.dll'\n"
        + "    RequiredModules = @('Microsoft.Graph.Authentication')\n"
        + "    RequiredAssemblies = @('../Tenantry.Graph/Tenantry.PowerShell.Graph.dll', '../Tenantry.Graph/Tenantry.PowerShell.Graph.Models.dll')\n",
        cmdlets.Select(cmdlet => cmdlet.Name));

    /// <summary>`Import-Module Microsoft.Graph` brings all of them.</summary>
    public static string OfAll(string module, IEnumerable<string> parts) => Text(
        module, $"    RequiredModules = @({string.Join(", ", parts.Prepend("Microsoft.Graph.Authentication").Select(part => $"'{part}'"))})\n", []);

    private static string Text(string module, string more, IEnumerable<string> cmdlets) =>
        "# Written by the build from the table of cmdlets.\n@{\n" + more
        + $"    ModuleVersion = '{Version}'\n    GUID = '{new Guid(MD5.HashData(Encoding.UTF8.GetBytes("tenantry " + module)))}'\n"
        + "    Author = 'Tenantry'\n    Description = 'Cmdlets of Microsoft Graph, from a table'\n"
        + "    CompatiblePSEditions = @('Core')\n    PowerShellVersion = '7.4'\n"
        + "    FunctionsToExport = @()\n    VariablesToExport = @()\n    AliasesToExport = @()\n    CmdletsToExport = @(\n"
        + string.Join(",\n", cmdlets.Select(name => $"        '{name}'")) + "\n    )\n}\n";
}
