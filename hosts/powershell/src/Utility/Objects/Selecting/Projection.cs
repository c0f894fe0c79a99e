using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Select-Object makes of an object: itself, a new object of chosen properties, or one property's content.</summary>
internal sealed class Projection(PSCmdlet command, List<PropertyValue> properties, WildcardPattern[] exclude, PSPropertyExpression? expand)
{
    /// <summary>The results, each with the properties that it was given.</summary>
    internal IEnumerable<(PSObject Result, IReadOnlyCollection<PSNoteProperty> Added)> Of(PSObject source)
    {
        if (properties.Count == 0 && expand is null) return [(source, [])];
        var notes = new List<PSNoteProperty>();
        foreach (var property in properties) Add(property, source, notes);
        if (expand is not null) return Expanded(source, notes).ToList();

        var result = new PSObject();
        foreach (var note in Distinct(notes)) result.Properties.Add(note);
        var type = source.TypeNames.FirstOrDefault();
        if (type is not null) result.TypeNames.Insert(0, type.StartsWith("Selected.", StringComparison.Ordinal) ? type : "Selected." + type);
        return [(result, notes)];
    }

    private void Add(PropertyValue property, PSObject source, List<PSNoteProperty> notes)
    {
        var values = new List<PSPropertyExpressionResult>();
        foreach (var resolved in property.Expression.ResolveNames(source))
        {
            // Only a wildcard's finds are filtered: what was named was meant, unless it is excluded by name as well.
            if (resolved.Script is null && exclude.Any(pattern => pattern.IsMatch(resolved.ToString()))) continue;
            values.AddRange(resolved.GetValues(source, expand: true, eatExceptions: true));
        }

        if (values.Count == 0 && !property.Expression.HasWildCardCharacters && !exclude.Any(pattern => pattern.IsMatch(property.Expression.ToString())))
        {
            values.Add(new PSPropertyExpressionResult(null, property.Expression, null));
        }

        foreach (var value in values) Add(property, value, values.Count > 1, notes);
    }

    private void Add(PropertyValue property, PSPropertyExpressionResult value, bool many, List<PSNoteProperty> notes)
    {
        if (property.Name is not null && many)
        {
            Write("NewName key cannot be used with a wildcard that finds several properties.", "RenamingMultipleResults");
            return;
        }

        var name = property.Name ?? value.ResolvedExpression.ToString();
        notes.Add(new PSNoteProperty(name, value.Result == AutomationNull.Value ? null : value.Result));
    }

    private IEnumerable<PSNoteProperty> Distinct(List<PSNoteProperty> notes)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var note in notes)
        {
            if (seen.Add(note.Name)) yield return note;
            else Write($"The property cannot be processed because the property \"{note.Name}\" already exists.", "AlreadyExistingUserSpecifiedPropertyNoExpand", ErrorCategory.InvalidOperation);
        }
    }

    private IEnumerable<(PSObject Result, IReadOnlyCollection<PSNoteProperty> Added)> Expanded(PSObject source, List<PSNoteProperty> notes)
    {
        var found = expand!.GetValues(source, expand: true, eatExceptions: true);
        if (found.Count == 0)
        {
            Write($"Property \"{expand}\" cannot be found.", "ExpandPropertyNotFound");
            yield break;
        }

        if (found.Count > 1)
        {
            Write($"Multiple properties cannot be expanded: {expand}.", "MutlipleExpandProperties");
            yield break;
        }

        if (found[0].Exception is { } exception)
        {
            command.WriteError(new ErrorRecord(exception, "PropertyEvaluationExpand", ErrorCategory.InvalidResult, source));
            yield break;
        }

        if (found[0].Result is null) yield break;
        if (LanguagePrimitives.GetEnumerable(found[0].Result) is not { } elements)
        {
            yield return (Extended(PSObject.AsPSObject(found[0].Result), notes), notes);
            yield break;
        }

        foreach (var element in elements)
        {
            if (element is null || element == AutomationNull.Value) continue;
            yield return (Extended(PSObject.AsPSObject(element), notes), notes);
        }
    }

    /// <summary>The value with the other chosen properties on a copy of its wrapper, as the original does.</summary>
    private PSObject Extended(PSObject value, List<PSNoteProperty> notes)
    {
        if (notes.Count == 0) return value;
        var result = value.BaseObject is PSCustomObject ? value : new PSObject(value.BaseObject);
        foreach (var note in notes)
        {
            if (result.Properties[note.Name] is not null)
            {
                Write($"The property cannot be processed because the property \"{note.Name}\" already exists.", "AlreadyExistingUserSpecifiedPropertyExpand", ErrorCategory.InvalidOperation);
                continue;
            }

            result.Properties.Add(note);
        }

        return result;
    }

    private void Write(string message, string id, ErrorCategory category = ErrorCategory.InvalidArgument) =>
        command.WriteError(new ErrorRecord(new PSArgumentException(message), id, category, null));
}
