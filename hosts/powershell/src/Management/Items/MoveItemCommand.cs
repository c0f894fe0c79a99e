using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Move-Item: moves items with all they hold.</summary>
[Cmdlet(VerbsCommon.Move, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class MoveItemCommand : TransferCommand
{
    /// <inheritdoc/>
    protected override void Transfer(string path)
    {
        var made = InvokeProvider.Item.Move([path], Destination, Force, true);
        if (PassThru)
        {
            WriteObject(made.ToArray(), true);
        }
    }
}
