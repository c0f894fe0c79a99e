using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads JSON as custom objects or hash tables, with the engine's own JSON library.</summary>
internal sealed class JsonText(PSCmdlet command, bool asHashtable, int? depth, JsonDateKind dates)
{
    /// <summary>The value of a text.</summary>
    /// <exception cref="ArgumentException">The text is no JSON.</exception>
    internal object? Read(string text)
    {
        try
        {
            return Value(JsonConvert.DeserializeObject(text, Settings()));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"Conversion from JSON failed with error: {exception.Message}", exception);
        }
    }

    private JsonSerializerSettings Settings() => new()
    {
        TypeNameHandling = TypeNameHandling.None,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        MaxDepth = depth,
        DateParseHandling = dates switch
        {
            JsonDateKind.Offset => DateParseHandling.DateTimeOffset,
            JsonDateKind.String => DateParseHandling.None,
            _ => DateParseHandling.DateTime,
        },
        DateTimeZoneHandling = dates switch
        {
            JsonDateKind.Local => DateTimeZoneHandling.Local,
            JsonDateKind.Utc => DateTimeZoneHandling.Utc,
            _ => DateTimeZoneHandling.RoundtripKind,
        },
    };

    private object? Value(object? token) => token switch
    {
        JObject table => asHashtable ? Table(table) : Custom(table),
        JArray list => list.Select(Value).ToArray(),
        JValue value => value.Value,
        _ => token,
    };

    private Hashtable Table(JObject table)
    {
        var result = new OrderedHashtable();
        foreach (var property in table.Properties()) result[property.Name] = Value(property.Value);
        return result;
    }

    private PSObject Custom(JObject table)
    {
        var result = new PSObject();
        foreach (var property in table.Properties())
        {
            if (property.Name.Length == 0)
            {
                Refuse("EmptyKeyInJsonString", "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.");
            }

            if (result.Properties[property.Name] is { } known)
            {
                Refuse("KeysWithDifferentCasingInJsonString", $"Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '{known.Name}' was '{property.Name}'.");
            }

            result.Properties.Add(new PSNoteProperty(property.Name, Value(property.Value)));
        }

        return result;
    }

    private void Refuse(string id, string message) =>
        command.ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, null));
}
