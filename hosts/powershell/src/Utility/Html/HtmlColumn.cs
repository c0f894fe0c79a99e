using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;

namespace Microsoft.PowerShell.Commands;

/// <summary>One column of a table, or line of a list.</summary>
internal sealed class HtmlColumn(PropertyValue property)
{
    /// <summary>Its heading; as in the original, a name is not escaped.</summary>
    internal string Label { get; } = LanguagePrimitives.ConvertTo<string>(property.Entry("label")) is { Length: > 0 } label
        ? label
        : property.Name ?? property.Expression.ToString();

    /// <summary>The columns that the properties give for the first object; without properties all of its own.</summary>
    internal static List<HtmlColumn> Of(List<PropertyValue> given, PSObject first)
    {
        var wanted = given.Count > 0 ? given : [new PropertyValue(new PSPropertyExpression("*"), null, new Dictionary<string, object?>())];
        return wanted
            .SelectMany(property => property.Expression.ResolveNames(first).Select(name => property with { Expression = name }))
            .Where(property => property.Expression.Script is not null || first.Properties[property.Expression.ToString()] is not null || first.BaseObject is System.Collections.IDictionary)
            .Select(property => new HtmlColumn(property))
            .ToList();
    }

    /// <summary>The lines above the rows of a table.</summary>
    internal static IEnumerable<string> Header(List<HtmlColumn> columns) =>
    [
        $"<colgroup>{string.Concat(columns.Select(column => column.Col()))}</colgroup>",
        $"<tr>{string.Concat(columns.Select(column => $"<th>{column.Label}</th>"))}</tr>",
    ];

    /// <summary>The value of an object, escaped.</summary>
    internal string Value(PSObject source)
    {
        var value = property.ValueOf(source);
        return value is null ? string.Empty : WebUtility.HtmlEncode(value.ToString()) ?? string.Empty;
    }

    private string Col()
    {
        var width = property.Entry("width") is { } wide ? $" width = \"{wide}\"" : string.Empty;
        var align = property.Entry("alignment") is { } side ? $" align = \"{side}\"" : string.Empty;
        return $"<col{width}{align}/>";
    }
}
