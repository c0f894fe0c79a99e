using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Variables and aliases by scope: the engine's public interface knows the current scope only.</summary>
internal sealed class EngineSession
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object state;

    internal EngineSession(PSCmdlet command)
    {
        var context = Property(command, "Context")!;
        state = Property(context, "EngineSessionState")!;
    }

    internal PSVariable? Variable(string name, string? scope) =>
        (PSVariable?)(scope is null ? Call("GetVariable", name) : Call("GetVariableAtScope", name, scope));

    internal IEnumerable<PSVariable> Variables(string? scope) =>
        ((IDictionary<string, PSVariable>)(scope is null ? Call("GetVariableTable") : Call("GetVariableTableAtScope", scope))!).Values;

    internal void NewVariable(PSVariable variable, string? scope, bool force)
    {
        if (scope is null) Call("NewVariable", variable, force);
        else Call("NewVariableAtScope", variable, scope, force);
    }

    internal void SetVariable(PSVariable variable, string? scope, bool force, CommandOrigin origin)
    {
        if (scope is null) Call("SetVariable", variable, force, origin);
        else Call("SetVariableAtScope", variable, scope, force, origin);
    }

    internal void RemoveVariable(PSVariable variable, string? scope, bool force)
    {
        if (scope is null) Call("RemoveVariable", variable, force);
        else Call("RemoveVariableAtScope", variable, scope, force);
    }

    /// <summary>Takes "read-only" away, which only -Force may; a constant stays one.</summary>
    internal static void MakeWritable(PSVariable variable)
    {
        if (!variable.Options.HasFlag(ScopedItemOptions.ReadOnly)) return;
        var set = typeof(PSVariable).GetMethod("SetOptions", Any)!;
        set.Invoke(variable, BindingFlags.DoNotWrapExceptions, null, [variable.Options & ~ScopedItemOptions.ReadOnly, true], null);
    }

    internal AliasInfo? Alias(string name, string? scope) =>
        (AliasInfo?)(scope is null ? Call("GetAlias", name) : Call("GetAliasAtScope", name, scope));

    internal IEnumerable<AliasInfo> Aliases(string? scope) =>
        ((IDictionary<string, AliasInfo>)(scope is null ? Call("GetAliasTable") : Call("GetAliasTableAtScope", scope))!).Values;

    internal AliasInfo SetAlias(AliasInfo alias, string? scope, bool force, CommandOrigin origin) =>
        (AliasInfo)(scope is null ? Call("SetAliasItem", alias, force, origin) : Call("SetAliasItemAtScope", alias, scope, force, origin))!;

    internal void RemoveAlias(string name, bool force) => Call("RemoveAlias", name, force);

    /// <summary>An alias that is not yet in any scope.</summary>
    internal AliasInfo NewAlias(PSCmdlet command, string name, string definition, ScopedItemOptions options, string? description)
    {
        var constructor = typeof(AliasInfo).GetConstructors(Any).Single(one => one.GetParameters() is [var first, var second, _, var last]
            && first.ParameterType == typeof(string) && second.ParameterType == typeof(string) && last.ParameterType == typeof(ScopedItemOptions));
        var alias = (AliasInfo)constructor.Invoke([name, definition, Property(command, "Context"), options]);
        if (!string.IsNullOrEmpty(description)) alias.Description = description;
        return alias;
    }

    private static object? Property(object target, string name)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Any | BindingFlags.DeclaredOnly) is { } property) return property.GetValue(target);
        }

        throw new System.MissingMemberException(target.GetType().FullName, name);
    }

    private object? Call(string name, params object[] arguments)
    {
        var method = state.GetType().GetMethods(Any).First(one => one.Name == name
            && one.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(arguments.Select(Kind)));
        return method.Invoke(state, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static System.Type Kind(object argument) => argument switch
    {
        PSVariable => typeof(PSVariable),
        AliasInfo => typeof(AliasInfo),
        _ => argument.GetType(),
    };
}
