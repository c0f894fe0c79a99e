using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects as lines of delimited text.</summary>
/// <param name="quoteFields">The only columns in quotes, when given.</param>
internal sealed class CsvSyntax(char delimiter, QuoteKind quotes, HashSet<string>? quoteFields)
{
    /// <summary>The columns that an object gives: the keys of a dictionary, else its properties.</summary>
    internal static List<string> Columns(PSObject source) =>
        source.BaseObject is IDictionary table
            ? table.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty).ToList()
            : source.Properties.Where(property => property.IsGettable).Select(property => property.Name).ToList();

    /// <summary>The <c>#TYPE</c> line of an object.</summary>
    internal static string TypeLine(PSObject source)
    {
        var type = source.TypeNames.FirstOrDefault() ?? "System.Object";
        return "#TYPE " + (type.StartsWith("CSV:", System.StringComparison.OrdinalIgnoreCase) ? type[4..] : type);
    }

    internal string Header(IEnumerable<string> columns) => string.Join(delimiter, columns.Select(column => Quoted(column, column)));

    internal string Line(PSObject source, IEnumerable<string> columns) =>
        string.Join(delimiter, columns.Select(column => Value(source, column) is { } value ? Quoted(value, column) : string.Empty));

    private static string? Value(PSObject source, string column)
    {
        object? value;
        if (source.BaseObject is IDictionary table) value = table.Contains(column) ? table[column] : null;
        else value = Get(source.Properties[column]);
        if (value is null || value == AutomationNull.Value) return null;
        // As the original: the plain text of the value in the current culture, not the language's own conversion.
        return value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject.ToString() : value.ToString();
    }

    private static object? Get(PSPropertyInfo? property)
    {
        try
        {
            return property?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private string Quoted(string value, string column)
    {
        var wanted = quoteFields is not null
            ? quoteFields.Contains(column)
            : quotes == QuoteKind.Always || (quotes == QuoteKind.AsNeeded && (value.Contains(delimiter) || value.IndexOfAny(['"', '\n', '\r']) >= 0));
        return wanted ? new StringBuilder(value).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : value;
    }
}
