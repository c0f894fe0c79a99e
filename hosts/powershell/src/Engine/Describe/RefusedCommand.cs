using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>A row of the sheet: a command that a job cannot have, or only without some of its parameters.</summary>
public sealed class RefusedCommand
{
    private const int ShortestPrefix = 3;
    private readonly IReadOnlyList<string> onlyWith;
    private readonly IReadOnlyList<string> onlyWithout;

    internal RefusedCommand(JsonObject row)
    {
        Name = (string)row["name"]!;
        Advice = $"{row["reason"]} {row["remedy"]}";
        onlyWith = Texts(row["onlyWith"]);
        onlyWithout = Texts(row["onlyWithout"]);
    }

    /// <summary>The command's name.</summary>
    public string Name { get; }

    /// <summary>Why, and what to do instead.</summary>
    public string Advice { get; }

    /// <summary>Whether this call of it is refused.</summary>
    public bool Refuses(CommandAst call)
    {
        if (onlyWith.Count > 0) return onlyWith.Any(each => Has(call, each));
        // What is splatted may hold the parameter.
        return onlyWithout.Count == 0 || !(onlyWithout.Any(each => Has(call, each)) || call.CommandElements.Any(each => each is VariableExpressionAst { Splatted: true }));
    }

    /// <summary>Parameters may be shortened.</summary>
    private static bool Has(CommandAst call, string parameter) => call.CommandElements.OfType<CommandParameterAst>().Any(each =>
        each.ParameterName.Length >= Math.Min(ShortestPrefix, parameter.Length)
        && parameter.StartsWith(each.ParameterName, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Texts(object? json) =>
        json is List<object?> items ? items.OfType<string>().ToList() : Array.Empty<string>();
}
