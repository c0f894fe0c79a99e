using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Engine.Parameters;

/// <summary>
/// The texts that a job was started with, as values of the types that the script declares. The engine's own binder does
/// the rest, so that its validation says what is wrong.
/// </summary>
public sealed class ParameterValues
{
    private readonly Func<string, PSCredential> credential;

    /// <summary>A parameter of type PSCredential is given the name of a credential asset, which this looks up.</summary>
    public ParameterValues(Func<string, PSCredential> credential) => this.credential = credential;

    /// <summary>Values by the script's own names.</summary>
    /// <exception cref="WrongParametersException">One is missing, unknown, or cannot be read; all faults are named.</exception>
    public IDictionary Read(IReadOnlyList<ParameterDefinition> definitions, JsonObject texts)
    {
        var values = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        foreach (string name in texts.Names)
        {
            ParameterDefinition? definition = definitions.FirstOrDefault(each => Answers(each, name));
            string text = texts[name] as string ?? "";
            if (definition is null) faults.Add(Unknown(name, definitions));
            else Try(() => values[definition.Name] = Value(definition.Type, text), definition, faults);
        }
        faults.AddRange(definitions.Where(each => each.IsMandatory && !values.ContainsKey(each.Name) && !faults.Any(fault => fault.Contains($"'{each.Name}'")))
            .Select(each => $"Parameter '{each.Name}' ({each.TypeName}) is missing: the runbook cannot do without it."));
        return faults.Count == 0 ? values : throw new WrongParametersException(string.Join("\n", faults));
    }

    private static bool Answers(ParameterDefinition definition, string name) =>
        definition.Aliases.Prepend(definition.Name).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Unknown(string name, IReadOnlyList<ParameterDefinition> definitions) => definitions.Count == 0
        ? $"Parameter '{name}' is unknown: the runbook has no parameters."
        : $"Parameter '{name}' is unknown. The runbook has {string.Join(", ", definitions.Select(each => each.Name))}.";

    private static void Try(Action convert, ParameterDefinition definition, List<string> faults)
    {
        try
        {
            convert();
        }
        catch (Exception fault) when (fault is PSInvalidCastException or FormatException or Frames.Refused)
        {
            faults.Add($"Parameter '{definition.Name}' is wrong: {fault.Message}");
        }
    }

    private object? Value(Type type, string text)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(PSCredential)) return credential(text);
        if (type == typeof(SecureString)) return Secure(text);
        if (type == typeof(bool) || type == typeof(SwitchParameter) || type == typeof(bool?)) return Flag(text);
        bool table = typeof(IDictionary).IsAssignableFrom(type);
        if (!JsonReader.TryRead(text, out object? json)) return Loose(type, text);
        // 007 is no JSON, but "7" for a text inside an object is: only what is JSON by itself is taken for it.
        object? value = json is string ? Loose(type, (string)json) : PowerShellValues.Of(json, asHashtable: table);
        return type == typeof(object) || type == typeof(PSObject) ? value : LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }

    private static object? Loose(Type type, string text) => type == typeof(object) || type == typeof(PSObject) || type.IsArray
        ? text
        : LanguagePrimitives.ConvertTo(text, type, CultureInfo.InvariantCulture);

    private static bool Flag(string text) => text.Trim().TrimStart('$').ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" or "" => false,
        _ => throw new FormatException($"'{text}' is neither true nor false."),
    };

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char each in text) secure.AppendChar(each);
        secure.MakeReadOnly();
        return secure;
    }
}
