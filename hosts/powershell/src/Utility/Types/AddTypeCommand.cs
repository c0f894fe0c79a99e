using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Add-Type: loads assemblies, by name or from a file. The engine of our own process comes without a C# compiler, so source
/// is refused with what to do instead.
/// </summary>
[Cmdlet(VerbsCommon.Add, "Type", DefaultParameterSetName = FromSource)]
[OutputType(typeof(Type))]
public sealed class AddTypeCommand : PSCmdlet
{
    private const string FromSource = "FromSource";
    private const string FromMember = "FromMember";
    private const string FromPath = "FromPath";
    private const string FromLiteralPath = "FromLiteralPath";
    private const string FromAssemblyName = "FromAssemblyName";

    /// <summary>C# source: refused here.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromSource)]
    public string? TypeDefinition { get; set; }

    /// <summary>The name of a type of C# members: refused here.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromMember)]
    public string? Name { get; set; }

    /// <summary>C# members: refused here.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FromMember)]
    public string[]? MemberDefinition { get; set; }

    /// <summary>Files of assemblies.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromPath)]
    public string[]? Path { get; set; }

    /// <summary>Files of assemblies; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Names of assemblies.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromAssemblyName)]
    [Alias("AN")]
    public string[]? AssemblyName { get; set; }

    /// <summary>Gives the types on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        switch (ParameterSetName)
        {
            case FromAssemblyName:
                foreach (var name in AssemblyName!) Show(Named(name));
                break;
            case FromPath or FromLiteralPath:
                foreach (var path in LiteralPath ?? Path!) Show(FromFile(InputFile.Resolve(this, path, LiteralPath is not null)));
                break;
            default:
                var message = "This process has no C# compiler. Write the type as a PowerShell class, add a compiled assembly with -Path, or run the job in a runtime environment with pwsh.";
                ThrowTerminatingError(new ErrorRecord(new PSNotSupportedException(message), "NoCompiler", ErrorCategory.NotInstalled, null));
                break;
        }
    }

    private Assembly Named(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            var path = System.IO.Path.Combine(SessionState.Path.CurrentFileSystemLocation.ProviderPath, name + ".dll");
            if (File.Exists(path)) return FromFile(path);
            var missing = new ItemNotFoundException($"Cannot find path '{path}' because it does not exist.");
            ThrowTerminatingError(new ErrorRecord(missing, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            throw missing;
        }
    }

    private static Assembly FromFile(string path) => AssemblyLoadContext.Default.LoadFromAssemblyPath(path);

    private void Show(Assembly assembly)
    {
        if (PassThru) WriteObject(assembly.GetTypes().Where(type => type.IsPublic || type.IsNestedPublic), enumerateCollection: true);
    }
}
