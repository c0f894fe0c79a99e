using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;
using Tenantry.PowerShell.Graph;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>The types of Graph's objects: a class a type, a property a property.</summary>
internal static class Models
{
    public const string AssemblyName = "Tenantry.PowerShell.Graph.Models";

    public static void Write(References references, string file)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(AssemblyName) { Version = new Version(1, 0, 0, 0) }, references.Core);
        var module = assembly.DefineDynamicModule(AssemblyName);
        var parent = references.Type("Tenantry.PowerShell.Graph", "Tenantry.PowerShell.Graph.GraphModel");
        foreach (var row in TypeTable.All)
        {
            var type = module.DefineType(row.ModelName, TypeAttributes.Public | TypeAttributes.Sealed, parent);
            type.DefineDefaultConstructor(MethodAttributes.Public);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "AdditionalProperties" };
            foreach (var property in row.Properties)
            {
                if (names.Add(property.Key)) Define(references, type, Words.Pascal(property.Key), property.Value);
            }

            type.CreateType();
        }

        assembly.Save(file);
    }

    private static void Define(References references, TypeBuilder type, string name, string kind)
    {
        var of = TypeOf(references, kind);
        var field = type.DefineField("_" + name, of, FieldAttributes.Private);
        var property = type.DefineProperty(name, PropertyAttributes.None, of, null);
        const MethodAttributes accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;
        var get = type.DefineMethod("get_" + name, accessor, of, Type.EmptyTypes);
        var code = get.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ret);
        var set = type.DefineMethod("set_" + name, accessor, references.CoreType("System.Void"), new[] { of });
        code = set.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, field);
        code.Emit(OpCodes.Ret);
        property.SetGetMethod(get);
        property.SetSetMethod(set);
    }

    private static Type TypeOf(References references, string kind)
    {
        Type Maybe(string name) => references.CoreType("System.Nullable`1").MakeGenericType(references.CoreType(name));
        if (kind == "s*") return references.CoreType("System.String").MakeArrayType();
        if (kind.EndsWith('*')) return references.CoreType("System.Object").MakeArrayType();
        return kind switch
        {
            "s" => references.CoreType("System.String"),
            "b" => Maybe("System.Boolean"),
            "i" => Maybe("System.Int32"),
            "l" => Maybe("System.Int64"),
            "n" => Maybe("System.Double"),
            "d" or "D" => Maybe("System.DateTime"),
            "y" => references.CoreType("System.Byte").MakeArrayType(),
            _ => references.CoreType("System.Object"),
        };
    }
}
