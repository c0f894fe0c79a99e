using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-TypeData: what the session knows about types beyond .NET.</summary>
[Cmdlet(VerbsCommon.Get, "TypeData")]
[OutputType(typeof(TypeData))]
public sealed class GetTypeDataCommand : PSCmdlet
{
    /// <summary>Names of types, with wildcards; all without.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? TypeName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var all = new EngineTypes(this).All();
        if (TypeName is null)
        {
            WriteObject(all.Values, enumerateCollection: true);
            return;
        }

        var patterns = TypeName.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        WriteObject(all.Values.Where(data => Array.Exists(patterns, pattern => pattern.IsMatch(data.TypeName))), enumerateCollection: true);
    }
}
