using System.Collections.Generic;

namespace Tenantry.PowerShell.Engine.Json;

/// <summary>A JSON object, its members in the order in which they were written.</summary>
public sealed class JsonObject
{
    private readonly Dictionary<string, object?> values = new();
    private readonly List<string> names = new();

    /// <summary>Names of the members, in order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>A member's value; null when there is none.</summary>
    public object? this[string name]
    {
        get => values.TryGetValue(name, out object? value) ? value : null;
        set
        {
            if (!values.ContainsKey(name)) names.Add(name);
            values[name] = value;
        }
    }

    /// <summary>Adds a member unless its value is null, so that objects can be written in one expression.</summary>
    public JsonObject With(string name, object? value)
    {
        if (value is not null) this[name] = value;
        return this;
    }
}
