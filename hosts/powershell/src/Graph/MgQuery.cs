using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Graph;

/// <summary>The query of a request, from parameters that have the same name in every cmdlet.</summary>
internal static class MgQuery
{
    /// <summary>More than this no list of the directory gives at once.</summary>
    public const int LargestPage = 999;

    public static string Compose(CmdletRow row, IReadOnlyDictionary<string, object> given)
    {
        var parts = new List<string>();
        void Add(string option, string? value)
        {
            if (value is not null) parts.Add($"{option}={Uri.EscapeDataString(value).Replace("%2C", ",").Replace("%27", "'").Replace("%28", "(").Replace("%29", ")")}");
        }

        string? Text(string name) => given.TryGetValue(name, out var value)
            ? value is string[] many ? string.Join(",", many) : value.ToString()
            : null;

        if (row.Writes) return string.Empty;
        if (row.Special == "window")
        {
            Add("startDateTime", Text("StartDateTime"));
            Add("endDateTime", Text("EndDateTime"));
        }

        Add("$select", Text("Property"));
        Add("$expand", Text("ExpandProperty"));
        if (row.IsList || row.Special == "count")
        {
            Add("$filter", Text("Filter"));
            Add(row.Special == "search" ? "search" : "$search", Text("Search"));
        }

        if (row.IsList)
        {
            Add("$orderby", Text("Sort"));
            Add("$skip", Text("Skip"));
            if (PageSize(given) is { } size) Add("$top", size.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (given.ContainsKey("CountVariable")) Add("$count", "true");
        }

        return parts.Count == 0 ? string.Empty : "?" + string.Join("&", parts);
    }

    /// <summary>As many as are wanted at once; what the service likes when nothing is said.</summary>
    private static int? PageSize(IReadOnlyDictionary<string, object> given)
    {
        if (given.TryGetValue("PageSize", out var size)) return (int)size;
        return given.TryGetValue("Top", out var top) ? Math.Min((int)top, LargestPage) : null;
    }
}
