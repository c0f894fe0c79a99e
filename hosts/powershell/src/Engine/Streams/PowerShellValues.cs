using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>JSON values as PowerShell's <c>ConvertFrom-Json</c> makes them.</summary>
public static class PowerShellValues
{
    /// <summary>Objects become <see cref="PSCustomObject"/>, or <see cref="Hashtable"/> when that is asked for.</summary>
    public static object? Of(object? json, bool asHashtable = false)
    {
        switch (json)
        {
            case long whole and >= int.MinValue and <= int.MaxValue: return (int)whole;
            case List<object?> items: return items.ConvertAll(item => Of(item, asHashtable)).ToArray();
            case JsonObject members when asHashtable:
                var table = new Hashtable(System.StringComparer.OrdinalIgnoreCase);
                foreach (string name in members.Names) table[name] = Of(members[name], true);
                return table;
            case JsonObject members:
                var custom = new PSObject();
                foreach (string name in members.Names)
                {
                    // An empty name, or one that differs only in case, is no property of its own.
                    if (name.Length == 0 || custom.Properties[name] is not null) continue;
                    custom.Properties.Add(new PSNoteProperty(name, Of(members[name])));
                }
                return custom;
            default: return json;
        }
    }
}
