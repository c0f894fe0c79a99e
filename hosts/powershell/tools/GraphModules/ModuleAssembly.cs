using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>A module's assembly: a class a cmdlet, with nothing in it but its name.</summary>
internal static class ModuleAssembly
{
    private const string Engine = "System.Management.Automation";

    public static void Write(References references, string module, IReadOnlyList<CmdletFacts> cmdlets, string file)
    {
        var name = new AssemblyName($"Tenantry.PowerShell.{module}") { Version = new Version(1, 0, 0, 0) };
        var assembly = new PersistedAssemblyBuilder(name, references.Core);
        var dynamic = assembly.DefineDynamicModule(name.Name!);
        var parent = references.Type("Tenantry.PowerShell.Graph", "Tenantry.PowerShell.Graph.MgCmdlet");
        var attribute = references.Type(Engine, "System.Management.Automation.CmdletAttribute");
        var constructor = attribute.GetConstructors().Single(each => each.GetParameters().Length == 2);
        foreach (var cmdlet in cmdlets)
        {
            var type = dynamic.DefineType(
                $"Microsoft.Graph.PowerShell.Cmdlets.{cmdlet.ClassName}", TypeAttributes.Public | TypeAttributes.Sealed, parent);
            type.DefineDefaultConstructor(MethodAttributes.Public);
            type.SetCustomAttribute(constructor, CmdletAttributeBlob.Of(cmdlet));
            type.CreateType();
        }

        assembly.Save(file);
    }
}
