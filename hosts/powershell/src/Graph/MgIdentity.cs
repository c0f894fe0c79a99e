using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// Reads the keys of a path out of what came through the pipeline: `@{ UserId = … }`, a row of a CSV with a column UserId,
/// or an object from Graph, whose own id it then is.
/// </summary>
internal static class MgIdentity
{
    /// <summary>The row with the most keys that are all known, and their values; null when none is.</summary>
    public static (CmdletRow Row, IReadOnlyDictionary<string, string> Keys)? Resolve(
        IReadOnlyList<CmdletRow> rows, IReadOnlyDictionary<string, object> given, object input)
    {
        foreach (var row in rows.OrderByDescending(each => each.Path.Keys.Count))
        {
            var keys = new Dictionary<string, string>();
            var open = row.Path.Keys.Where(key => !given.ContainsKey(key.Parameter)).ToList();
            // An object is one thing in a path: `$user | Get-MgUserMemberOf` means the user's list, not the user in it.
            var itself = open.FirstOrDefault(key => IsA(input, key.Type)) ?? open.FirstOrDefault(key => key.Type == "directoryObject");
            foreach (var key in open)
            {
                if (Value(input, key, open.Count == 1, key == itself) is { Length: > 0 } value) keys[key.Parameter] = value;
            }

            if (open.Count > 0 && keys.Count == open.Count) return (row, keys);
        }

        return null;
    }

    private static string? Value(object input, PathKey key, bool onlyOne, bool itself)
    {
        var bare = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (bare is string text) return onlyOne ? text : null;
        if (bare is IDictionary table) return Find(table, key.Parameter) ?? (onlyOne ? Find(table, "Id") : null);
        var shown = PSObject.AsPSObject(input);
        if (shown.Properties[key.Parameter]?.Value?.ToString() is { Length: > 0 } named) return named;
        var own = shown.Properties["Id"]?.Value?.ToString();
        if (bare is not GraphModel) return onlyOne ? own : null;
        return itself ? own : null;
    }

    private static bool IsA(object input, string type)
    {
        if ((input is PSObject wrapped ? wrapped.BaseObject : input) is not GraphModel model) return false;
        var name = model.GetType().Name;
        if (name.Equals($"MicrosoftGraph{Words.Pascal(type)}", StringComparison.OrdinalIgnoreCase)) return true;
        // A member of a group says in an annotation what it is.
        return name == "MicrosoftGraphDirectoryObject"
            && model.AdditionalProperties.TryGetValue("@odata.type", out var kind)
            && $"#microsoft.graph.{type}".Equals(kind?.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static string? Find(IDictionary table, string name) =>
        table.Keys.Cast<object>().Where(key => name.Equals(key.ToString(), StringComparison.OrdinalIgnoreCase)).Select(key => table[key]?.ToString()).FirstOrDefault();
}
