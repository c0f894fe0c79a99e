using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds what a content path names: files by their full paths, items of other providers by their own.</summary>
internal sealed class ContentTargets(PSCmdlet command, NameFilter names, bool literal)
{
    /// <summary>The existing items; a path without wildcards that is not there throws.</summary>
    internal IEnumerable<ContentTarget> Existing(string path)
    {
        var asked = literal ? WildcardPattern.Escape(path) : path;
        var found = command.SessionState.Path.GetResolvedPSPathFromPSPath(asked).ToArray();
        return found.Where(item => names.Accepts(command.SessionState.Path.ParseChildName(item.ProviderPath)))
            .Select(item => new ContentTarget(item.ProviderPath, item.Path, item.Provider, item.Drive));
    }

    /// <summary>The existing items, or the file that writing would make.</summary>
    internal IEnumerable<ContentTarget> ExistingOrNew(string path)
    {
        if (!literal && WildcardPattern.ContainsWildcardCharacters(path)) return Existing(path);
        var full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out var drive);
        return [new ContentTarget(full, path, provider, drive)];
    }
}
