using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Clear-Item: keeps the item and takes its value away.</summary>
[Cmdlet(VerbsCommon.Clear, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearItemCommand : FilteredPathCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "ClearItemIOError", () => InvokeProvider.Item.Clear([path], Force, IsLiteral));
        }
    }
}
