using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Engine.Parameters;

/// <summary>Reads the parameters of a script from its syntax tree; nothing of it runs.</summary>
public static class ParameterReader
{
    /// <summary>The parameters, in the order in which they are written.</summary>
    public static IReadOnlyList<ParameterDefinition> Read(ScriptBlockAst script)
    {
        if (script.ParamBlock is not { } block) return Array.Empty<ParameterDefinition>();
        IDictionary<string, string>? help = script.GetHelpContent()?.Parameters;
        return block.Parameters.Select((parameter, index) => Read(parameter, index, help)).ToList();
    }

    private static ParameterDefinition Read(ParameterAst parameter, int index, IDictionary<string, string>? help)
    {
        string name = parameter.Name.VariablePath.UserPath;
        ITypeName? declared = parameter.Attributes.OfType<TypeConstraintAst>().LastOrDefault()?.TypeName;
        Type type = declared?.GetReflectionType() ?? typeof(object);
        var definition = new ParameterDefinition(name, type, declared is null ? "System.Object" : type == typeof(object) && declared.GetReflectionType() is null ? declared.FullName : type.FullName!)
        {
            Position = index,
            DefaultValue = DefaultOf(parameter),
            Description = DescriptionOf(parameter, name, help),
            AllowedValues = Attributes(parameter, "ValidateSet").FirstOrDefault()?.PositionalArguments.Select(Text).ToList()
                ?? (type.IsEnum ? Enum.GetNames(type).ToList() : null),
            Aliases = Attributes(parameter, "Alias").SelectMany(each => each.PositionalArguments).Select(Text).ToList(),
        };
        List<AttributeAst> sets = Attributes(parameter, "Parameter").ToList();
        // A parameter with a default is none that a caller has to give, whatever the attribute says.
        definition.IsMandatory = sets.Count > 0 && sets.All(each => IsTrue(each, "Mandatory"));
        NamedAttributeArgumentAst? position = sets.SelectMany(each => each.NamedArguments).FirstOrDefault(each => Named(each, "Position"));
        if (position?.Argument is ConstantExpressionAst { Value: int given }) definition.Position = given;
        return definition;
    }

    private static IEnumerable<AttributeAst> Attributes(ParameterAst parameter, string name) =>
        parameter.Attributes.OfType<AttributeAst>().Where(each =>
            string.Equals(each.TypeName.Name, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(each.TypeName.Name, name + "Attribute", StringComparison.OrdinalIgnoreCase));

    private static bool IsTrue(AttributeAst attribute, string name) => attribute.NamedArguments.Any(each =>
        Named(each, name) && (each.ExpressionOmitted || Literal(each.Argument, out object? value) && LanguagePrimitives.IsTrue(value)));

    private static bool Named(NamedAttributeArgumentAst argument, string name) =>
        string.Equals(argument.ArgumentName, name, StringComparison.OrdinalIgnoreCase);

    private static string? DescriptionOf(ParameterAst parameter, string name, IDictionary<string, string>? help)
    {
        // The engine keeps the names of comment-based help in capitals.
        if (help is not null && help.TryGetValue(name.ToUpperInvariant(), out string? text) && text.Trim().Length > 0) return text.Trim();
        ExpressionAst? message = Attributes(parameter, "Parameter").SelectMany(each => each.NamedArguments)
            .FirstOrDefault(each => Named(each, "HelpMessage"))?.Argument;
        return message is StringConstantExpressionAst constant ? constant.Value : null;
    }

    private static string? DefaultOf(ParameterAst parameter) =>
        parameter.DefaultValue is { } value && Literal(value, out object? literal)
            ? JsonWriter.Write(JsonValues.Shown(literal))
            : null;

    /// <summary>The value of an expression that only says what it is: texts, numbers, <c>$true</c>, arrays and hashtables of them.</summary>
    private static bool Literal(ExpressionAst expression, out object? value)
    {
        try
        {
            value = expression.SafeGetValue();
            return value is not (ScriptBlock or IEnumerable and not (string or IList or IDictionary));
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    private static string Text(ExpressionAst expression) => Literal(expression, out object? value) ? value?.ToString() ?? "" : expression.Extent.Text;
}
