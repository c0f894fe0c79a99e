using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A group of objects with equal keys. The engine's views know it by this name.</summary>
public class GroupInfo
{
    internal GroupInfo(SortEntry first)
    {
        foreach (var key in first.Keys) Values.Add(key.Value);
        Name = string.Join(", ", first.Keys.Select(key => Text(key.Value)));
        Key = first;
    }

    /// <summary>The values that the objects share.</summary>
    public ArrayList Values { get; } = [];

    /// <summary>How many objects there are.</summary>
    public int Count { get; internal set; }

    /// <summary>The objects; empty with -NoElement.</summary>
    public Collection<PSObject> Group { get; } = [];

    /// <summary>The values as text.</summary>
    public string Name { get; }

    internal SortEntry Key { get; }

    internal virtual void Add(PSObject one)
    {
        Count++;
        Group.Add(one);
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        // A list of several values is shown as such.
        IEnumerable<object> list => "{" + string.Join(", ", list) + "}",
        _ => PSObject.AsPSObject(value).ToString(),
    };
}
