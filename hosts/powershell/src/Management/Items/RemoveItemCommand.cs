using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Item: removes items; a folder that is not empty asks, unless -Recurse says so.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : FilteredPathCommand
{
    /// <summary>Also everything below.</summary>
    [Parameter]
    [Alias("s")]
    public SwitchParameter Recurse { get; set; }

    private bool yesToAll;
    private bool noToAll;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "RemoveItemIOError", () =>
            {
                foreach (var item in Sought(path).ToArray())
                {
                    Remove(item);
                }
            });
        }
    }

    /// <summary>With -Recurse, -Include and -Exclude look at every level below the path.</summary>
    private IEnumerable<PSObject> Sought(string path)
    {
        if (!Recurse || Include is null && Exclude is null && Filter is null) return Items(path);
        var names = new NameFilter(Filter, Include, Exclude);
        return InvokeProvider.ChildItem.Get([path], true, uint.MaxValue, Force, IsLiteral)
            .Where(item => names.Accepts(item.Properties["PSChildName"]?.Value as string ?? string.Empty))
            .Reverse();
    }

    private void Remove(PSObject item)
    {
        var path = (string)item.Properties["PSPath"].Value;
        var file = item.BaseObject as FileSystemInfo;
        if (file is { Exists: false }) return;
        if (file is DirectoryInfo folder && !Recurse && folder.LinkTarget is null && folder.EnumerateFileSystemInfos().Any()
            && !ShouldContinue(
                $"The item at {folder.FullName} has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?",
                "Confirm",
                ref yesToAll,
                ref noToAll))
        {
            return;
        }

        // The provider asks ShouldProcess of this cmdlet, and refuses what is read-only without -Force.
        ForPath(path, "RemoveItemIOError", () => InvokeProvider.Item.Remove([path], true, Force, true));
    }
}
