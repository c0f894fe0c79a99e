using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Object: an object of a .NET type. There is no COM here.</summary>
[Cmdlet(VerbsCommon.New, "Object", DefaultParameterSetName = "Net")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type.</summary>
    [Parameter(ParameterSetName = "Net", Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = string.Empty;

    /// <summary>The arguments of its constructor.</summary>
    [Parameter(ParameterSetName = "Net", Position = 1)]
    [Alias("Args")]
    public object[]? ArgumentList { get; set; }

    /// <summary>Belongs to COM; known so that scripts bind as they do elsewhere.</summary>
    [Parameter(ParameterSetName = "Com")]
    public SwitchParameter Strict { get; set; }

    /// <summary>Values for properties, or arguments for methods, of the new object.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ParameterSetName == "Com") return;
        var result = IsCustom() ? new PSObject() : PSObject.AsPSObject(Make(Type()));
        if (Property is not null) Set(result, Property);
        WriteObject(result);
    }

    private bool IsCustom() =>
        (ArgumentList is null or { Length: 0 })
        && new[] { "PSObject", "PSCustomObject", "System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject" }
            .Contains(TypeName, StringComparer.OrdinalIgnoreCase);

    private Type Type()
    {
        try
        {
            return LanguagePrimitives.ConvertTo<Type>(TypeName);
        }
        catch (PSInvalidCastException exception) when (exception.InnerException is not null and not TypeLoadException)
        {
            throw Ended(exception, "TypeNotFound", ErrorCategory.InvalidType);
        }
        catch (PSInvalidCastException)
        {
            var message = $"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded.";
            throw Ended(new PSArgumentException(message), "TypeNotFound", ErrorCategory.InvalidType);
        }
    }

    private object Make(Type type)
    {
        if (type.IsValueType && (ArgumentList is null or { Length: 0 })) return Activator.CreateInstance(type)!;
        try
        {
            if (EngineMembers.Static(type, "new") is PSMethodInfo constructors) return constructors.Invoke(ArgumentList ?? []);
        }
        catch (MethodException exception)
        {
            // A type's name says more than ".ctor" when no constructor fits.
            var shown = exception.InnerException is null ? new MethodException(exception.Message.Replace("\".ctor\"", $"\"{type.Name}\"", StringComparison.Ordinal), exception) : exception;
            throw Ended(shown, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation);
        }

        var message = $"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}.";
        throw Ended(new PSArgumentException(message), "CannotFindAppropriateCtor", ErrorCategory.ObjectNotFound);
    }

    private void Set(PSObject target, IDictionary values)
    {
        foreach (DictionaryEntry entry in values)
        {
            var name = LanguagePrimitives.ConvertTo<string>(entry.Key);
            if (target.BaseObject is PSCustomObject) target.Properties.Add(new PSNoteProperty(name, entry.Value));
            else SetMember(target, name, entry.Value);
        }
    }

    private void SetMember(PSObject target, string name, object? value)
    {
        try
        {
            switch (target.Members[name])
            {
                case PSPropertyInfo property:
                    property.Value = value;
                    break;
                case PSMethodInfo method:
                    method.Invoke(value is object[] arguments ? arguments : [value!]);
                    break;
                default:
                    var message = $"The member \"{name}\" was not found for the specified .NET object.";
                    throw Ended(new InvalidOperationException(message), "InvalidOperationException", ErrorCategory.InvalidOperation);
            }
        }
        catch (SetValueException)
        {
            var message = "The value supplied is not valid, or the property is read-only. Change the value, and then try again.";
            throw Ended(new InvalidOperationException(message), "SetValueException", ErrorCategory.InvalidData);
        }
    }

    private Exception Ended(Exception exception, string id, ErrorCategory category)
    {
        ThrowTerminatingError(new ErrorRecord(exception, id, category, null));
        return exception;
    }
}
