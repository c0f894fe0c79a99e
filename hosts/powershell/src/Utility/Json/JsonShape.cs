using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects as the plain values, tables and lists that JSON has.</summary>
internal sealed class JsonShape(PSCmdlet command, int maxDepth, bool enumsAsStrings, Func<bool> stopping)
{
    private bool warned;

    /// <summary>The plain value of an object.</summary>
    internal object? Of(object? given) => Of(given, 0);

    private object? Of(object? given, int depth)
    {
        if (given is null || given == AutomationNull.Value || stopping()) return null;
        var wrapper = given as PSObject;
        var value = wrapper?.BaseObject ?? given;
        if (value is DBNull or System.Management.Automation.Language.NullString) return null;
        if (value is Enum named) return enumsAsStrings ? named.ToString() : Number(named);
        if (value is string or char or bool or DateTime or DateTimeOffset or Guid or Uri or BigInteger or decimal || value.GetType().IsPrimitive)
        {
            return wrapper is null || value is string or DateTime ? value : Extended(wrapper, value, depth);
        }

        if (depth > maxDepth) return Text(given);
        object? result = value switch
        {
            Newtonsoft.Json.Linq.JToken token => token,
            IDictionary table => Table(table, depth),
            IEnumerable list => list.Cast<object?>().Select(one => Of(one, depth + 1)).ToList(),
            PSCustomObject => new OrderedDictionary(),
            _ => Members(value, depth),
        };
        return wrapper is null ? result : Extended(wrapper, result, depth);
    }

    /// <summary>Numbers beyond a JSON reader's reach are written as text, as in the original.</summary>
    private static object Number(Enum named)
    {
        var type = Enum.GetUnderlyingType(named.GetType());
        return type == typeof(long) || type == typeof(ulong) ? named.ToString() : Convert.ChangeType(named, type, null);
    }

    private string Text(object given)
    {
        if (!warned)
        {
            warned = true;
            command.WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {maxDepth}.");
        }

        return given is PSObject { BaseObject: PSCustomObject } ? given.ToString()! : LanguagePrimitives.ConvertTo<string>(given);
    }

    private OrderedDictionary Table(IDictionary table, int depth)
    {
        var result = new OrderedDictionary();
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string key)
            {
                var message = $"The type '{table.GetType()}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.";
                command.ThrowTerminatingError(new ErrorRecord(new PSInvalidOperationException(message), "NonStringKeyInDictionary", ErrorCategory.InvalidOperation, table));
                throw new InvalidOperationException(message);
            }

            result[key] = Of(entry.Value, depth + 1);
        }

        return result;
    }

    private OrderedDictionary Members(object value, int depth)
    {
        var result = new OrderedDictionary();
        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            if (!Ignored(field)) result[field.Name] = Of(field.GetValue(value), depth + 1);
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (Ignored(property) || property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0) continue;
            result[property.Name] = Of(Get(property, value), depth + 1);
        }

        return result;
    }

    private static bool Ignored(MemberInfo member) => member.IsDefined(typeof(Newtonsoft.Json.JsonIgnoreAttribute), inherit: true);

    private static object? Get(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>Adds what the object has beyond its type's own members; a value that is no table becomes "value" then.</summary>
    private object? Extended(PSObject wrapper, object? result, int depth)
    {
        var byMembers = result is OrderedDictionary && wrapper.BaseObject is not IDictionary;
        var own = wrapper.Properties.Where(property => IsExtended(property, byMembers)).ToList();
        if (own.Count == 0) return result;
        var table = result as OrderedDictionary ?? new OrderedDictionary { ["value"] = result };
        foreach (var property in own)
        {
            if (!table.Contains(property.Name)) table[property.Name] = Of(Get(property), depth + 1);
        }

        return table;
    }

    /// <summary>Members of the type itself count only when the value is shown by its members.</summary>
    private static bool IsExtended(PSPropertyInfo property, bool byMembers) =>
        property.IsGettable && (byMembers || property.MemberType != PSMemberTypes.Property);

    private static object? Get(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
