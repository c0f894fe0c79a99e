using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-Member says of a member. The engine's views know it by this name.</summary>
public sealed class MemberDefinition(string typeName, string name, PSMemberTypes memberType, string definition)
{
    /// <summary>The type that has it.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its kind.</summary>
    public PSMemberTypes MemberType { get; } = memberType;

    /// <summary>How it is used.</summary>
    public string Definition { get; } = definition;

    /// <inheritdoc/>
    public override string ToString() => Definition;
}
