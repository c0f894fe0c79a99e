using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads a -Property argument: texts, script blocks and hashtables (<c>@{Name='x'; Expression={…}}</c>).</summary>
internal sealed class PropertyReader(PSCmdlet command, string[] keys)
{
    internal PropertyValue Read(object given)
    {
        var bare = given is PSObject wrapped ? wrapped.BaseObject : given;
        return bare switch
        {
            ScriptBlock script => new PropertyValue(new PSPropertyExpression(script), null, new Dictionary<string, object?>()),
            IDictionary table => Table(table),
            _ => new PropertyValue(new PSPropertyExpression(Text(bare)), null, new Dictionary<string, object?>()),
        };
    }

    private string Text(object given)
    {
        var text = LanguagePrimitives.ConvertTo<string>(given);
        if (string.IsNullOrEmpty(text)) throw Refuse("The given property name is empty.", "EmptyPropertyName");
        return text;
    }

    private PropertyValue Table(IDictionary table)
    {
        var entries = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string key) throw Refuse($"The key '{entry.Key}' has a type, {entry.Key.GetType().FullName}, that is not valid; expected type is System.String.", "DictionaryKeyMustBeString");
            var full = FullKey(key);
            entries[full] = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
        }

        if (!entries.Remove("expression", out var expression) || expression is null)
        {
            throw Refuse("A mandatory entry for expression is missing.", "DictionaryKeyMandatoryEntry");
        }

        entries.Remove("name", out var name);
        var source = expression is ScriptBlock script ? new PSPropertyExpression(script) : new PSPropertyExpression(Text(expression));
        return new PropertyValue(source, name is null ? null : LanguagePrimitives.ConvertTo<string>(name), entries);
    }

    private string FullKey(string given)
    {
        // L and Label are other names for Name, as everywhere in PowerShell.
        var exact = keys.FirstOrDefault(key => key.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (exact is not null) return exact;
        var candidates = keys.Append("expression").Where(key => key.StartsWith(given, StringComparison.OrdinalIgnoreCase)).ToList();
        if (keys.Contains("name") && given.Length > 0 && "label".StartsWith(given, StringComparison.OrdinalIgnoreCase)) candidates.Add("name");
        if (candidates.Contains("name") && candidates.Contains("label")) candidates.Remove("name"); // "l" and "la" are the label where there is one
        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw Refuse($"The {given} key is not valid.", "DictionaryKeyIllegal"),
            _ => throw Refuse($"The {given} key can be: {string.Join(", ", candidates)}.", "DictionaryKeyAmbiguous"),
        };
    }

    private Exception Refuse(string message, string id)
    {
        command.ThrowTerminatingError(new ErrorRecord(new PSInvalidOperationException(message), id, ErrorCategory.InvalidArgument, null));
        return new InvalidOperationException(message);
    }
}
