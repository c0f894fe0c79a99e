using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Tenantry.PowerShell.GraphAuthentication;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// The JSON that a cmdlet sends: what was given by name, over what BodyParameter holds. Names in nested tables get Graph's
/// small first letter, as the original's typed models give them.
/// </summary>
internal static class MgBody
{
    public static string Compose(CmdletRow row, IReadOnlyDictionary<string, object> given, string endpoint)
    {
        if (given.TryGetValue("BodyParameter", out var whole) && Bare(whole) is string text) return text;
        var body = whole is null ? new Dictionary<string, object?>() : (IDictionary<string, object?>)Graphs(whole, false)!;
        if (row.Body == "&ref")
        {
            if (given.TryGetValue("OdataId", out var address)) body["@odata.id"] = address;
            else if (given.TryGetValue(MgParameters.ReferenceParameter(row), out var id)) body["@odata.id"] = $"{endpoint}/directoryObjects/{id}";
        }

        foreach (var property in row.BodyProperties())
        {
            if (given.TryGetValue(Words.Pascal(property.Key), out var value)) body[property.Key] = Value(value, property);
        }

        if (given.TryGetValue("AdditionalProperties", out var more) && more is IDictionary table)
        {
            foreach (DictionaryEntry entry in table) body[entry.Key.ToString()!] = Graphs(entry.Value, true);
        }

        return GraphJson.Write(body);
    }

    private static object? Value(object value, KeyValuePair<string, string> property) => property.Value switch
    {
        "b" => ((SwitchParameter)value).IsPresent,
        "D" => ((DateTime)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ when property.Key == "customSecurityAttributes" => Graphs(value, true),
        _ => Graphs(value, false),
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <param name="asIs">Names are the caller's own: attribute sets, extensions.</param>
    private static object? Graphs(object? given, bool asIs)
    {
        string Name(string name) => asIs || name.StartsWith("@", StringComparison.Ordinal) ? name : Words.Camel(name);
        var value = Bare(given);
        switch (value)
        {
            case IDictionary table:
                return table.Keys.Cast<object>().ToDictionary(
                    key => Name(key.ToString()!),
                    key => Graphs(table[key], asIs || "customSecurityAttributes".Equals(key.ToString(), StringComparison.OrdinalIgnoreCase)));
            case byte[] or string or null:
                return value;
            case IEnumerable list:
                return list.Cast<object?>().Select(each => Graphs(each, asIs)).ToArray();
            case PSObject or GraphModel:
                return FromProperties(PSObject.AsPSObject(value), Name);
            default:
                return value;
        }
    }

    /// <summary>An object that came from Graph goes back without what it did not say.</summary>
    private static Dictionary<string, object?> FromProperties(PSObject shown, Func<string, string> name)
    {
        var body = new Dictionary<string, object?>();
        foreach (var property in shown.Properties.Where(each => each.IsGettable && each.Name != "AdditionalProperties"))
        {
            if (property.Value is { } value) body[name(property.Name)] = Graphs(value, false);
        }

        if (shown.Properties["AdditionalProperties"]?.Value is IDictionary more)
        {
            foreach (DictionaryEntry entry in more) body[entry.Key.ToString()!] = Graphs(entry.Value, true);
        }

        return body;
    }
}
