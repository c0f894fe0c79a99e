using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Between JSON and the values that scripts hold.</summary>
public static class GraphJson
{
    private static readonly string[] Instants =
    {
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    };

    /// <summary>Objects become hashtables, with the names as they came.</summary>
    public static object? ToHashtable(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Filled(json),
        JsonValueKind.Array => json.EnumerateArray().Select(ToHashtable).ToArray(),
        _ => Scalar(json),
    };

    /// <summary>Objects become PSObjects, with the names as they came.</summary>
    public static object? ToPSObject(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var shown = new PSObject();
                foreach (var property in json.EnumerateObject())
                {
                    shown.Properties.Remove(property.Name);
                    shown.Properties.Add(new PSNoteProperty(property.Name, ToPSObject(property.Value)));
                }

                return shown;
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(ToPSObject).ToArray();
            default:
                return Scalar(json);
        }
    }

    /// <summary>Text, numbers, truth, and instants where the text is one, as PowerShell reads JSON everywhere.</summary>
    public static object? Scalar(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                var text = json.GetString()!;
                return Instant(text) is { } instant ? instant : text;
            case JsonValueKind.Number:
                return json.TryGetInt64(out var whole) ? whole : json.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    public static DateTime? Instant(string text) =>
        text.Length is >= 20 and <= 35 && text[10] == 'T'
        && DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? instant
            : null;

    /// <summary>What a script passes as a body, as JSON: dictionaries, PSObjects, lists and plain values.</summary>
    public static string Write(object? value) => JsonSerializer.Serialize(Plain(value, 0), Options);

    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Deepest = 64;

    private static object? Plain(object? value, int depth)
    {
        if (depth > Deepest) throw new ArgumentException($"The body is nested deeper than {Deepest} levels.");
        var given = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return given switch
        {
            null => null,
            string or bool or int or long or double or decimal or float or short or byte or uint or ulong => given,
            char letter => letter.ToString(),
            SwitchParameter flag => flag.IsPresent,
            DateTime instant => (instant.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(instant, DateTimeKind.Local) : instant)
                .ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
            TimeSpan span => System.Xml.XmlConvert.ToString(span),
            Guid or Uri or Version => given.ToString(),
            Enum choice => choice.ToString(),
            byte[] bytes => Convert.ToBase64String(bytes),
            IDictionary map => map.Keys.Cast<object>().ToDictionary(key => key.ToString() ?? string.Empty, key => Plain(map[key], depth + 1)),
            IEnumerable list => list.Cast<object?>().Select(each => Plain(each, depth + 1)).ToArray(),
            PSObject shown => Properties(shown, depth),
            _ => Properties(PSObject.AsPSObject(given), depth),
        };
    }

    private static Dictionary<string, object?> Properties(PSObject shown, int depth) =>
        shown.Properties
            .Where(each => each.IsGettable)
            .ToDictionary(each => each.Name, each => Plain(each.Value, depth + 1));

    private static Hashtable Filled(JsonElement json)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject()) table[property.Name] = ToHashtable(property.Value);
        return table;
    }
}
