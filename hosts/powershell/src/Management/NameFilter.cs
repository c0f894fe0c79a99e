using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says whether an item's name passes -Filter, -Include and -Exclude. Case never matters, as on Windows.</summary>
internal sealed class NameFilter(string? filter, string[]? include, string[]? exclude)
{
    private readonly WildcardPattern[] filters = Patterns(string.IsNullOrEmpty(filter) || filter == "*.*" ? null : [Plain(filter)]);
    private readonly WildcardPattern[] included = Patterns(include);
    private readonly WildcardPattern[] excluded = Patterns(exclude);

    /// <summary>True when -Include narrows.</summary>
    internal bool HasInclude => included.Length > 0;

    /// <summary>True when -Exclude narrows.</summary>
    internal bool HasExclude => excluded.Length > 0;

    internal bool Accepts(string name) => Array.TrueForAll(filters, pattern => pattern.IsMatch(name)) && Passes(name);

    /// <summary>-Include and -Exclude alone.</summary>
    internal bool Passes(string name) =>
        (included.Length == 0 || Array.Exists(included, pattern => pattern.IsMatch(name)))
        && !Array.Exists(excluded, pattern => pattern.IsMatch(name));

    private static WildcardPattern[] Patterns(string[]? texts) =>
        (texts ?? []).Where(text => !string.IsNullOrEmpty(text))
            .Select(text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase))
            .ToArray();

    // The file system's own patterns know * and ? only.
    private static string Plain(string pattern) => pattern.Replace("[", "`[").Replace("]", "`]");
}
