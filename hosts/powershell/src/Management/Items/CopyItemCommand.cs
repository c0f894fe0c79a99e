using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Copy-Item: copies items; -Recurse brings along what a folder holds.</summary>
[Cmdlet(VerbsCommon.Copy, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItemCommand : TransferCommand
{
    /// <summary>Keeps the shape of the tree; on by default.</summary>
    [Parameter]
    public SwitchParameter Container { get; set; } = true;

    /// <summary>Also everything below.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void Transfer(string path)
    {
        var shape = Container ? CopyContainers.CopyTargetContainer : CopyContainers.CopyChildrenOfTargetContainer;
        var made = InvokeProvider.Item.Copy([path], Destination, Recurse, shape, Force, true);
        if (PassThru)
        {
            WriteObject(made.ToArray(), true);
        }
    }
}
