using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// What lies below a folder: first the folder's own items in the engine's order, then what lies below each of its
/// folders; or, as the engine does where names are chosen, each folder right before what lies below it. Links to folders are followed only when asked, and never in a circle.
/// </summary>
internal sealed class TreeWalk
{
    /// <summary>Reads one folder's own items.</summary>
    internal required Func<string, IReadOnlyList<PSObject>> Read { get; init; }

    /// <summary>Which items count.</summary>
    internal required Predicate<FileSystemInfo> Wanted { get; init; }

    /// <summary>How many levels below the first; 0 is the folder's own items only.</summary>
    internal required uint Depth { get; init; }

    /// <summary>Go below hidden folders as well.</summary>
    internal bool Hidden { get; init; }

    /// <summary>Go below links to folders as well.</summary>
    internal bool Links { get; init; }

    /// <summary>Each folder is followed by what lies below it.</summary>
    internal bool FoldersFirst { get; init; }

    internal IEnumerable<PSObject> Below(DirectoryInfo folder) => Below(folder, Depth, [folder.FullName]);

    private IEnumerable<PSObject> Below(DirectoryInfo folder, uint depth, HashSet<string> seen)
    {
        var items = Read(folder.FullName);
        foreach (var item in items)
        {
            if (item.BaseObject is FileSystemInfo info && Wanted(info)) yield return item;
            if (!FoldersFirst || depth == 0 || item.BaseObject is not DirectoryInfo inner || !Enters(inner, seen)) continue;
            foreach (var deeper in Below(inner, depth - 1, seen)) yield return deeper;
        }

        if (FoldersFirst || depth == 0) yield break;
        foreach (var child in items.Select(item => item.BaseObject).OfType<DirectoryInfo>().Where(child => Enters(child, seen)))
        {
            foreach (var item in Below(child, depth - 1, seen))
            {
                yield return item;
            }
        }
    }

    private bool Enters(DirectoryInfo folder, HashSet<string> seen)
    {
        if (!Hidden && (folder.Attributes & FileAttributes.Hidden) != 0) return false;
        if ((folder.Attributes & FileAttributes.ReparsePoint) == 0) return true;
        return Links && seen.Add(folder.ResolveLinkTarget(true)?.FullName ?? folder.FullName);
    }
}
