using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>
/// Loads modules one after the other, and has the code of their cmdlets compiled, which asks for every assembly that a run
/// of them would ask for: the import alone loads hardly any.
/// </summary>
public static class ModuleLoading
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Why they do not load in this order, as far as it is because of the assembly; null when they do.</summary>
    public static string? InOrder(Runspace runspace, IEnumerable<string> modules, string assembly)
    {
        foreach (string module in modules)
        {
            try
            {
                string folder = Import(runspace, module);
                if (Compile(folder, assembly) is { } fault) return $"{module}: {fault}";
            }
            catch (RuntimeException fault)
            {
                return $"{module}: {fault.Message}";
            }
        }
        return null;
    }

    private static string Import(Runspace runspace, string module)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Import-Module")
            .AddParameter("Name", module)
            .AddParameter("PassThru")
            .AddParameter("DisableNameChecking")
            .AddParameter("ErrorAction", ActionPreference.Stop);
        return shell.Invoke<PSModuleInfo>().Last().ModuleBase;
    }

    private static string? Compile(string folder, string assembly) =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(each => !each.IsDynamic && each.Location.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(TypesOf)
            .Where(type => typeof(Cmdlet).IsAssignableFrom(type) && !type.ContainsGenericParameters)
            .SelectMany(MethodsOf)
            .Select(method => FaultOf(() => Prepare(method), assembly))
            .FirstOrDefault(fault => fault is not null);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            return fault.Types.OfType<Type>();
        }
    }

    private static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        try
        {
            return type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).ToList();
        }
        catch (Exception fault) when (fault is IOException or TypeLoadException)
        {
            return Array.Empty<MethodBase>();
        }
    }

    private static void Prepare(MethodBase method)
    {
        if (method.IsAbstract || method.ContainsGenericParameters || method.GetMethodBody() is null) return;
        RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }

    /// <summary>What else a module cannot find is its own affair: its import test has passed with it.</summary>
    private static string? FaultOf(Action load, string assembly)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception fault) when (fault is MissingMemberException)
        {
            return fault.Message;
        }
        catch (Exception fault) when (fault is FileLoadException or FileNotFoundException or TypeLoadException or BadImageFormatException)
        {
            return fault.Message.IndexOf(assembly, StringComparison.OrdinalIgnoreCase) >= 0 ? fault.Message : null;
        }
    }
}
