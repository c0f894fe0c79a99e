using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One property of a cmdlet's -Property: a name or wildcard, a script block, or a hashtable with those.</summary>
/// <param name="Expression">What the value comes from.</param>
/// <param name="Name">The name given in the hashtable, or null.</param>
/// <param name="Entries">Everything else the hashtable has, by its full key in lower case.</param>
internal sealed record PropertyValue(PSPropertyExpression Expression, string? Name, IReadOnlyDictionary<string, object?> Entries)
{
    /// <summary>Reads what a user gave; the allowed keys may be shortened while they stay unambiguous.</summary>
    internal static List<PropertyValue> Read(PSCmdlet command, object[]? given, params string[] keys)
    {
        var all = new List<PropertyValue>();
        foreach (var one in given ?? [])
        {
            if (one is null) continue;
            all.Add(new PropertyReader(command, keys).Read(one));
        }

        return all;
    }

    /// <summary>The value of an entry, or null when it was not given.</summary>
    internal object? Entry(string key) => Entries.GetValueOrDefault(key);

    /// <summary>The first value for an object; a value that throws or does not exist is null.</summary>
    internal object? ValueOf(PSObject target)
    {
        var results = Expression.GetValues(target, expand: true, eatExceptions: true);
        return results.Count > 0 && results[0].Exception is null ? results[0].Result : null;
    }

    /// <summary>Whether the object has it; <paramref name="value"/> is then its value.</summary>
    internal bool TryGet(PSObject target, out object? value)
    {
        var results = Expression.GetValues(target, expand: true, eatExceptions: true);
        value = results.Count > 0 && results[0].Exception is null ? results[0].Result : null;
        return results.Count > 0 && results[0].Exception is null;
    }
}
