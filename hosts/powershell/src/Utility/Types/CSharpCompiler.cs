using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The C# compiler, in a folder beside the modules. It is loaded with the first source and into a context of its own, so
/// that its assemblies never meet those of a module.
/// </summary>
internal static class CSharpCompiler
{
    private delegate (byte[]? Image, string[] Complaints, bool[] AreErrors, string[] Types) Work(
        string assemblyName, string[] sources, string[] files, string[] references, string[] options, bool ignoreWarnings);

    private static readonly Lazy<Work> Compile = new(Load);

    /// <summary>Compiles sources into a library.</summary>
    /// <exception cref="PSInvalidOperationException">The compiler is not where the build puts it.</exception>
    internal static Compiled Run(string assemblyName, string[] sources, string[] files, string[] references, string[] options, bool ignoreWarnings)
    {
        var (image, complaints, areErrors, types) = Compile.Value(assemblyName, sources, files, references, options, ignoreWarnings);
        return new Compiled(image, complaints, areErrors, types);
    }

    private static Work Load()
    {
        var modules = Path.GetDirectoryName(Path.GetDirectoryName(typeof(CSharpCompiler).Assembly.Location))!;
        var folder = Path.Combine(Path.GetDirectoryName(modules)!, "compiler");
        var file = Path.Combine(folder, "Tenantry.PowerShell.Compiler.dll");
        if (!File.Exists(file)) throw new PSInvalidOperationException($"There is no C# compiler in '{folder}'. Build the PowerShell host again: npm run build.");
        var assembly = new Context(folder).LoadFromAssemblyPath(file);
        return assembly.GetType("Tenantry.PowerShell.Compiler.SourceCompiler")!.GetMethod("Compile", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Work>();
    }

    private sealed class Context(string folder) : AssemblyLoadContext("Tenantry.PowerShell.Compiler")
    {
        protected override Assembly? Load(AssemblyName name)
        {
            var file = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null; // the runtime's own otherwise
        }
    }
}
