using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Item: the items that paths name, whatever provider holds them.</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
public sealed class GetItemCommand : FilteredPathCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "GetItemIOError", () => WriteObject(Items(path), true));
        }
    }
}
