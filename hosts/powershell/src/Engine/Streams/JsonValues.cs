using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>PowerShell values as JSON values: what a record shows of an object, and what a step or an asset keeps of it.</summary>
public sealed class JsonValues
{
    private readonly int deepest;
    private readonly bool strict;
    private int left;

    private JsonValues(int deepest, bool strict, int most)
    {
        this.deepest = deepest;
        this.strict = strict;
        left = most;
    }

    /// <summary>For a record: as deep as people look, texts beyond that, nothing left out for being strange.</summary>
    public static object? Shown(object? value) => new JsonValues(3, strict: false, most: 20_000).Convert(value, "$", 0);

    /// <summary>For a step or an asset: everything, or nothing.</summary>
    /// <exception cref="ArgumentException">It holds what would not come back; the message names the place.</exception>
    public static object? Kept(object? value, string what)
    {
        try
        {
            return new JsonValues(32, strict: true, most: 1_000_000).Convert(value, "$", 0);
        }
        catch (NotJsonException fault)
        {
            throw new ArgumentException($"{what} cannot be written down as JSON: at {fault.Message}.");
        }
    }

    private object? Convert(object? value, string path, int depth)
    {
        if (--left < 0) return strict ? throw new NotJsonException($"{path} there are too many values") : "…";
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case null: return null;
            case string or bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal: return inner;
            case double or float:
                double number = System.Convert.ToDouble(inner, CultureInfo.InvariantCulture);
                if (!double.IsNaN(number) && !double.IsInfinity(number)) return number;
                return strict ? throw new NotJsonException($"{path} there is {number.ToString(CultureInfo.InvariantCulture)}") : number.ToString(CultureInfo.InvariantCulture);
            case char or Guid or Uri or Version or TimeSpan: return System.Convert.ToString(inner, CultureInfo.InvariantCulture);
            case DateTime date: return date.ToString("o", CultureInfo.InvariantCulture);
            case DateTimeOffset date: return date.ToString("o", CultureInfo.InvariantCulture);
            case Enum: return inner.ToString();
            case byte[] bytes: return System.Convert.ToBase64String(bytes);
            case SecureString or PSCredential:
                return strict ? throw new NotJsonException($"{path} there is a secret: keep it in a credential or an encrypted variable") : inner.GetType().FullName;
            case ScriptBlock or Delegate or Type or System.IO.Stream or System.Reflection.MemberInfo or IntPtr:
                return strict ? throw new NotJsonException($"{path} there is a {inner.GetType().Name}") : inner.ToString();
        }
        if (depth >= deepest) return strict ? throw new NotJsonException($"{path} it is nested too deeply") : Text(value);
        if (inner is IDictionary members) return Members(members, path, depth);
        if (inner is IEnumerable items) return Items(items, path, depth);
        return Properties(PSObject.AsPSObject(value), path, depth);
    }

    private JsonObject Members(IDictionary members, string path, int depth)
    {
        var all = new JsonObject();
        foreach (DictionaryEntry member in members)
        {
            string name = System.Convert.ToString(member.Key, CultureInfo.InvariantCulture) ?? "";
            all[name] = Convert(member.Value, $"{path}.{name}", depth + 1);
        }
        return all;
    }

    private List<object?> Items(IEnumerable items, string path, int depth)
    {
        var all = new List<object?>();
        foreach (object? item in items) all.Add(Convert(item, $"{path}[{all.Count}]", depth + 1));
        return all;
    }

    private JsonObject Properties(PSObject value, string path, int depth)
    {
        var all = new JsonObject();
        foreach (PSPropertyInfo property in value.Properties)
        {
            if (!property.IsGettable || property.MemberType == PSMemberTypes.AliasProperty) continue;
            object? member;
            try
            {
                member = property.Value;
            }
            catch (Exception fault) when (fault is GetValueException or GetValueInvocationException or NotSupportedException)
            {
                continue;
            }
            all[property.Name] = Convert(member, $"{path}.{property.Name}", depth + 1);
        }
        return all;
    }

    private static string Text(object? value) => value?.ToString() ?? "";

    private sealed class NotJsonException : Exception
    {
        public NotJsonException(string place)
            : base(place)
        {
        }
    }
}
