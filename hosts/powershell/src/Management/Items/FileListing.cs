using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// How Get-ChildItem reads one path of the file system. A last part with wildcards or without an existing folder is,
/// with -Recurse, a name to look for at every level. Without -Recurse, a pattern shows the items themselves; with
/// -Include or -Exclude, which they must pass as well, what lies in the folders among them.
/// </summary>
internal sealed class FileListing(GetChildItemCommand command)
{
    /// <summary>Also what lies deeper.</summary>
    internal required bool Deep { get; init; }

    internal void List(string path, bool literal)
    {
        var wild = !literal && WildcardPattern.ContainsWildcardCharacters(path);
        if (Deep && !literal && SoughtBelow(path, wild)) return;
        var names = new NameFilter(command.Filter, command.Include, command.Exclude);
        var narrows = names.HasInclude || names.HasExclude;
        foreach (var item in command.Resolve(path, literal))
        {
            if (item.BaseObject is DirectoryInfo folder && (Deep || !wild || narrows && !command.Name))
            {
                if (Deep || !narrows || command.Name || names.Passes(folder.Name) && command.Shows(folder)) WriteBelow(folder, names);
            }
            else if (item.BaseObject is FileSystemInfo found && command.Shows(found) && names.Accepts(found.Name))
            {
                Write(item, Path.GetDirectoryName(found.FullName) ?? found.FullName);
            }
        }
    }

    private bool SoughtBelow(string path, bool wild)
    {
        var leaf = command.SessionState.Path.ParseChildName(path);
        var leafIsName = WildcardPattern.ContainsWildcardCharacters(leaf) || !wild && !command.InvokeProvider.Item.IsContainer(path);
        if (!leafIsName || leaf is "." or ".." || command.Include is { Length: > 0 }) return false;
        var parent = command.SessionState.Path.ParseParent(path, string.Empty);
        var names = new NameFilter(command.Filter, leaf == "*" ? null : [leaf], command.Exclude);
        foreach (var folder in command.Resolve(parent.Length == 0 ? "." : parent, false).Select(item => item.BaseObject).OfType<DirectoryInfo>())
        {
            WriteBelow(folder, names);
        }

        return true;
    }

    private void WriteBelow(DirectoryInfo folder, NameFilter names)
    {
        var walk = new TreeWalk
        {
            Read = command.Children,
            Wanted = item => command.Shows(item) && names.Accepts(item.Name),
            Depth = Deep ? command.Depth : 0,
            Hidden = command.Force || command.Hidden,
            Links = command.FollowSymlink,
            FoldersFirst = !command.Name && (names.HasInclude || names.HasExclude),
        };
        foreach (var item in walk.Below(folder))
        {
            if (command.Stopping) return;
            Write(item, folder.FullName);
        }
    }

    private void Write(PSObject item, string root) =>
        command.WriteObject(command.Name ? Path.GetRelativePath(root, ((FileSystemInfo)item.BaseObject).FullName) : item);
}
