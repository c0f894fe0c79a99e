using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ItemProperty: properties of items, all or the named ones.</summary>
[Cmdlet(VerbsCommon.Get, "ItemProperty", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyCommand : PathSetCommand
{
    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Position = 1)]
    [Alias("PSProperty")]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "GetItemPropertyIOError", () =>
                WriteObject(InvokeProvider.Property.Get([path], new Collection<string>(Name ?? []), IsLiteral), true));
        }
    }
}
