using System;
using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Add-Member: adds properties, methods and type names to an object.</summary>
[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = ByType)]
public sealed class AddMemberCommand : PSCmdlet
{
    private const string Full = "MemberSet";
    private const string ByType = "TypeNameSet";
    private const string OneNote = "NotePropertySingleMemberSet";
    private const string ManyNotes = "NotePropertyMultiMemberSet";

    /// <summary>The object.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = Full)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByType)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OneNote)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ManyNotes)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>What kind of member.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Full)]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; }

    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Full)]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its value, script, or the name of what it stands for.</summary>
    [Parameter(Position = 2, ParameterSetName = Full)]
    public object? Value { get; set; }

    /// <summary>The setter of a script property, or the type of an alias.</summary>
    [Parameter(Position = 3, ParameterSetName = Full)]
    public object? SecondValue { get; set; }

    /// <summary>A type name that comes before the others.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByType)]
    [Parameter(ParameterSetName = Full)]
    [Parameter(ParameterSetName = OneNote)]
    [Parameter(ParameterSetName = ManyNotes)]
    [ValidateNotNullOrEmpty]
    public string? TypeName { get; set; }

    /// <summary>Replaces a member of that name.</summary>
    [Parameter(ParameterSetName = Full)]
    [Parameter(ParameterSetName = OneNote)]
    [Parameter(ParameterSetName = ManyNotes)]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the object on.</summary>
    [Parameter(ParameterSetName = Full)]
    [Parameter(ParameterSetName = ByType)]
    [Parameter(ParameterSetName = OneNote)]
    [Parameter(ParameterSetName = ManyNotes)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The name of a note property.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OneNote)]
    [NotePropertyName]
    [ValidateNotNullOrEmpty]
    public string NotePropertyName { get; set; } = string.Empty;

    /// <summary>Its value.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OneNote)]
    [AllowNull]
    public object? NotePropertyValue { get; set; }

    /// <summary>Names and values of note properties.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ManyNotes)]
    [ValidateNotNullOrEmpty]
    public IDictionary? NotePropertyMembers { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TypeName is not null) AddType(TypeName);
        switch (ParameterSetName)
        {
            case OneNote:
                Add(new PSNoteProperty(NotePropertyName, NotePropertyValue));
                break;
            case ManyNotes:
                foreach (DictionaryEntry entry in NotePropertyMembers!) Add(new PSNoteProperty(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value));
                break;
            case Full when Member() is { } member:
                Add(member);
                break;
        }

        if (PassThru) WriteObject(InputObject);
    }

    private void AddType(string name)
    {
        var type = LanguagePrimitives.TryConvertTo<Type>(name, out var found) ? found.FullName! : name;
        InputObject.TypeNames.Insert(0, type);
    }

    private PSMemberInfo? Member() => MemberType switch
    {
        PSMemberTypes.NoteProperty => new PSNoteProperty(Name, Value),
        PSMemberTypes.ScriptProperty => new PSScriptProperty(Name, To<ScriptBlock>(Value), To<ScriptBlock>(SecondValue)),
        PSMemberTypes.ScriptMethod => new PSScriptMethod(Name, To<ScriptBlock>(Value)),
        PSMemberTypes.AliasProperty => SecondValue is null
            ? new PSAliasProperty(Name, To<string>(Value))
            : new PSAliasProperty(Name, To<string>(Value), To<Type>(SecondValue)),
        PSMemberTypes.PropertySet => new PSPropertySet(Name, To<string[]>(Value)),
        PSMemberTypes.MemberSet => Value is null ? new PSMemberSet(Name) : new PSMemberSet(Name, To<PSMemberInfo[]>(Value)),
        PSMemberTypes.CodeMethod => new PSCodeMethod(Name, To<System.Reflection.MethodInfo>(Value)),
        PSMemberTypes.CodeProperty => new PSCodeProperty(Name, To<System.Reflection.MethodInfo>(Value), To<System.Reflection.MethodInfo>(SecondValue)),
        _ => Refuse($"Cannot add a member with type \"{MemberType}\". Specify a different type for the MemberTypes parameter.", "CannotAddMemberType"),
    };

    private static T To<T>(object? value) => value is null ? default! : LanguagePrimitives.ConvertTo<T>(value);

    private void Add(PSMemberInfo member)
    {
        if (InputObject.Members[member.Name] is { } known)
        {
            if (!Force)
            {
                Refuse(
                    $"Cannot add a member with the name \"{member.Name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.",
                    "MemberAlreadyExists");
                return;
            }

            if (!known.IsInstance && InputObject.BaseObject is PSCustomObject) return;
            if (known.IsInstance) InputObject.Members.Remove(known.Name);
        }

        InputObject.Members.Add(member);
    }

    private PSMemberInfo? Refuse(string message, string id)
    {
        WriteError(new ErrorRecord(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, InputObject));
        return null;
    }
}
