using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>
/// The text of an object of the Output stream. Each record stands alone, so that an object of several properties is
/// shown as a list, whatever came before it.
/// </summary>
public static class ObjectText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>For people.</summary>
    public static string Of(PSObject value)
    {
        object inner = value.BaseObject;
        switch (inner)
        {
            case string text: return text;
            case DateTime date: return date.ToString("dddd, MMMM d, yyyy h:mm:ss tt", English);
            case IFormattable or bool or char or Uri or Version or Type: return Inline(inner);
            case IDictionary table:
                return List(table.Cast<DictionaryEntry>().Select(each => new KeyValuePair<string, object?>(Inline(each.Key), each.Value)));
            case IEnumerable items: return string.Join("\n", items.Cast<object?>().Select(Inline));
        }
        IReadOnlyList<KeyValuePair<string, object?>> shown = Shown(value);
        // A class that says itself what its text is, rather than its name.
        return shown.Count == 0 ? value.ToString() : List(shown);
    }

    private static IReadOnlyList<KeyValuePair<string, object?>> Shown(PSObject value)
    {
        IEnumerable<string>? chosen = (value.Members["PSStandardMembers"]?.Value as PSMemberSet)?.Members["DefaultDisplayPropertySet"]
            is PSPropertySet set ? set.ReferencedPropertyNames : null;
        IEnumerable<PSPropertyInfo> properties = chosen is null
            ? value.Properties.Where(each => each.IsGettable && each.MemberType != PSMemberTypes.AliasProperty && !OfProvider(each))
            : chosen.Select(name => value.Properties[name]).Where(each => each is not null);
        return properties.Select(each => new KeyValuePair<string, object?>(each.Name, Read(each))).ToList();
    }

    /// <summary>What providers write on each item (PSPath, PSDrive …) is for cmdlets, not for readers.</summary>
    private static bool OfProvider(PSPropertyInfo property) =>
        property is PSNoteProperty && property.Name is "PSPath" or "PSParentPath" or "PSChildName" or "PSDrive" or "PSProvider" or "PSIsContainer";

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (Exception fault) when (fault is GetValueException or GetValueInvocationException or NotSupportedException)
        {
            return null;
        }
    }

    private static string List(IEnumerable<KeyValuePair<string, object?>> members)
    {
        List<KeyValuePair<string, object?>> all = members.ToList();
        int width = all.Count == 0 ? 0 : all.Max(each => each.Key.Length);
        var text = new StringBuilder();
        foreach (KeyValuePair<string, object?> each in all)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(each.Key.PadRight(width)).Append(" : ").Append(Inline(each.Value).Replace("\n", "\n" + new string(' ', width + 3)));
        }
        return text.ToString();
    }

    private static string Inline(object? value)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner switch
        {
            null => "",
            string text => text,
            DateTime date => date.ToString("M/d/yyyy h:mm:ss tt", English),
            IFormattable formattable => formattable.ToString(null, English),
            IDictionary table => "{" + string.Join(", ", table.Keys.Cast<object>().Take(5).Select(Inline)) + (table.Count > 5 ? "…" : "") + "}",
            IEnumerable items => Braced(items),
            _ => (value is PSObject self ? self : PSObject.AsPSObject(value)).ToString(),
        };
    }

    private static string Braced(IEnumerable items)
    {
        List<object?> first = items.Cast<object?>().Take(6).ToList();
        return "{" + string.Join(", ", first.Take(5).Select(Inline)) + (first.Count > 5 ? "…" : "") + "}";
    }
}
