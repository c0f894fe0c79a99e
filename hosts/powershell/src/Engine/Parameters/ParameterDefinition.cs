using System;
using System.Collections.Generic;

namespace Tenantry.PowerShell.Engine.Parameters;

/// <summary>What a script says of one of its parameters.</summary>
public sealed class ParameterDefinition
{
    internal ParameterDefinition(string name, Type type, string typeName)
    {
        Name = name;
        Type = type;
        TypeName = typeName;
    }

    /// <summary>Without the dollar.</summary>
    public string Name { get; }

    /// <summary>The declared type; <see cref="object"/> for none, or for one that the script defines itself.</summary>
    public Type Type { get; }

    /// <summary>.NET's name of it, as Azure shows it.</summary>
    public string TypeName { get; }

    /// <summary>In every parameter set.</summary>
    public bool IsMandatory { get; internal set; }

    /// <summary>From 0, as written.</summary>
    public int Position { get; internal set; }

    /// <summary>JSON text of a default that needs no running; null for any other.</summary>
    public string? DefaultValue { get; internal set; }

    /// <summary>Of <c>ValidateSet</c>; null when there is none.</summary>
    public IReadOnlyList<string>? AllowedValues { get; internal set; }

    /// <summary>From <c>HelpMessage</c> or the comment-based help.</summary>
    public string? Description { get; internal set; }

    /// <summary>Other names, by <c>Alias</c>.</summary>
    public IReadOnlyList<string> Aliases { get; internal set; } = Array.Empty<string>();
}
