using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Tenantry.PowerShell.Graph;

/// <summary>`/groups/{group-id}/members`, with the parameters that fill it.</summary>
public sealed class PathTemplate
{
    private static readonly Regex Hole = new(@"\{([A-Za-z0-9]+)(-id(\d*))?\}", RegexOptions.Compiled);

    private readonly string template;

    public PathTemplate(string template)
    {
        this.template = template;
        Keys = Hole.Matches(template).Cast<Match>().Select(hole => new PathKey(hole.Value, Name(hole), hole.Groups[1].Value)).ToArray();
    }

    /// <summary>In the order of the path.</summary>
    public IReadOnlyList<PathKey> Keys { get; }

    public string Fill(Func<PathKey, string> value) =>
        Keys.Aggregate(template, (path, key) => path.Replace(key.Hole, Escape(value(key))));

    public override string ToString() => template;

    private static string Name(Match hole) =>
        Words.Pascal(hole.Groups[1].Value) + (hole.Groups[2].Success ? "Id" + hole.Groups[3].Value : string.Empty);

    /// <summary>A user's address keeps its `@`, a site's id its commas.</summary>
    private static string Escape(string value) =>
        Uri.EscapeDataString(value).Replace("%40", "@").Replace("%2C", ",").Replace("%3A", ":").Replace("%21", "!").Replace("%27", "''");
}
