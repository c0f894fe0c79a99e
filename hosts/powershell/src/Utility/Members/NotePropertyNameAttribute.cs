using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// A kind of member is no name: <c>Add-Member NoteProperty n v</c> means the full parameter set, and lands there because
/// this refuses it in the one way that makes the binder try the next set: the engine keeps that way to itself.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotePropertyNameAttribute : ValidateArgumentsAttribute
{
    private static readonly PSMemberTypes[] Kinds =
    [
        PSMemberTypes.NoteProperty, PSMemberTypes.AliasProperty, PSMemberTypes.ScriptProperty, PSMemberTypes.CodeProperty,
        PSMemberTypes.ScriptMethod, PSMemberTypes.CodeMethod, PSMemberTypes.PropertySet, PSMemberTypes.MemberSet,
    ];

    private static readonly ConstructorInfo Passing = typeof(ValidationMetadataException)
        .GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(string), typeof(bool)])!;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string name && Kinds.Any(kind => kind.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            var message = $"The parameter NotePropertyName cannot take values that are convertible to type {typeof(PSMemberTypes).FullName}.";
            throw (Exception)Passing.Invoke([message, true]);
        }
    }
}
