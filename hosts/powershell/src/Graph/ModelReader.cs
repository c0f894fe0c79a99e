using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json;
using Tenantry.PowerShell.GraphAuthentication;

namespace Tenantry.PowerShell.Graph;

/// <summary>Makes objects as scripts know them out of Graph's JSON.</summary>
internal static class ModelReader
{
    private static readonly ConcurrentDictionary<string, ModelType?> Models = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="type">What the cmdlet returns; a type that the table lacks is shown as it comes.</param>
    public static object? Read(JsonElement json, string type)
    {
        if (json.ValueKind != JsonValueKind.Object) return GraphJson.Scalar(json);
        if (Models.GetOrAdd(type, ModelType.Find) is not { } model) return Shown(json);
        var instance = model.Create();
        foreach (var property in json.EnumerateObject())
        {
            if (model.Property(property.Name) is { } known) known.Set(instance, Value(property.Value, known.Kind));
            else if (!property.Name.StartsWith("@odata.context", StringComparison.Ordinal)) instance.AdditionalProperties[property.Name] = Raw(property.Value);
        }

        return instance;
    }

    private static object? Value(JsonElement json, string kind)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (kind.EndsWith("*", StringComparison.Ordinal))
        {
            var one = kind.Substring(0, kind.Length - 1);
            if (json.ValueKind != JsonValueKind.Array) return null;
            return one == "s"
                ? json.EnumerateArray().Select(each => each.ToString()).ToArray()
                : json.EnumerateArray().Select(each => Value(each, one)).ToArray();
        }

        return kind[0] switch
        {
            '@' => Read(json, kind.Substring(1)),
            'o' => Shown(json),
            's' => json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText(),
            'b' => json.ValueKind == JsonValueKind.True,
            'i' => json.TryGetInt32(out var whole) ? whole : null,
            'l' => json.TryGetInt64(out var large) ? large : null,
            'n' => json.TryGetDouble(out var number) ? number : null,
            'd' or 'D' => DateTime.TryParse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null,
            'y' => json.TryGetBytesFromBase64(out var bytes) ? bytes : null,
            _ => Shown(json),
        };
    }

    /// <summary>A value of no named type, with PowerShell's capitals.</summary>
    private static object? Shown(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var shown = new PSObject();
                var more = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
                foreach (var property in json.EnumerateObject())
                {
                    if (property.Name.StartsWith("@", StringComparison.Ordinal)) more[property.Name] = Raw(property.Value);
                    else shown.Properties.Add(new PSNoteProperty(Words.Pascal(property.Name), Shown(property.Value)));
                }

                if (shown.Properties["AdditionalProperties"] is null) shown.Properties.Add(new PSNoteProperty("AdditionalProperties", more));
                return shown;
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(Shown).ToArray();
            case JsonValueKind.String:
                // An event's start has its own time zone beside it: only what says its offset is an instant.
                return GraphJson.Scalar(json);
            default:
                return GraphJson.Scalar(json);
        }
    }

    /// <summary>What AdditionalProperties holds: Graph's own names, times as text, as the original keeps them.</summary>
    private static object? Raw(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(each => each.Name, each => Raw(each.Value), StringComparer.OrdinalIgnoreCase),
        JsonValueKind.Array => json.EnumerateArray().Select(Raw).ToArray(),
        JsonValueKind.String => json.GetString(),
        _ => GraphJson.Scalar(json),
    };

    private sealed class ModelType
    {
        private readonly Type type;
        private readonly IReadOnlyDictionary<string, ModelProperty> properties;

        private ModelType(Type type, TypeRow row)
        {
            this.type = type;
            properties = row.Properties
                .Select(each => (each.Key, Property: type.GetProperty(Words.Pascal(each.Key)), Kind: each.Value))
                .Where(each => each.Property is not null)
                .ToDictionary(each => each.Key, each => new ModelProperty(each.Property!, each.Kind), StringComparer.OrdinalIgnoreCase);
        }

        public static ModelType? Find(string name) =>
            TypeTable.Find(name) is { } row && Type.GetType($"{row.ModelName}, Tenantry.PowerShell.Graph.Models") is { } type ? new ModelType(type, row) : null;

        public GraphModel Create() => (GraphModel)Activator.CreateInstance(type)!;

        public ModelProperty? Property(string name) => properties.TryGetValue(name, out var found) ? found : null;
    }

    private sealed class ModelProperty
    {
        private readonly PropertyInfo property;

        public ModelProperty(PropertyInfo property, string kind)
        {
            this.property = property;
            Kind = kind;
        }

        public string Kind { get; }

        public void Set(GraphModel instance, object? value)
        {
            if (value is not null) property.SetValue(instance, value);
        }
    }
}
