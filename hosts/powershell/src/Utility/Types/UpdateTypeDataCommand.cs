using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Update-TypeData: members, default properties and more for a type, for this session.</summary>
[Cmdlet(VerbsData.Update, "TypeData", SupportsShouldProcess = true, DefaultParameterSetName = "FileSet")]
public sealed class UpdateTypeDataCommand : DataFileCommand
{
    private const string Dynamic = "DynamicTypeSet";
    private const string Given = "TypeDataSet";

    /// <summary>The name of the type.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = Dynamic)]
    [ArgumentToTypeNameTransformation]
    [ValidateNotNullOrEmpty]
    public string TypeName { get; set; } = string.Empty;

    /// <summary>The kind of the member.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateSet(nameof(PSMemberTypes.NoteProperty), nameof(PSMemberTypes.AliasProperty), nameof(PSMemberTypes.ScriptProperty), nameof(PSMemberTypes.CodeProperty), nameof(PSMemberTypes.ScriptMethod), nameof(PSMemberTypes.CodeMethod), IgnoreCase = true)]
    public PSMemberTypes MemberType { get; set; }

    /// <summary>The name of the member.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNullOrEmpty]
    public string? MemberName { get; set; }

    /// <summary>Its value: what reads it for a script property, the other name for an alias.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public object? Value { get; set; }

    /// <summary>What writes a script property; the type that an alias converts to.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public object? SecondValue { get; set; }

    /// <summary>What converts values to and from the type.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public Type? TypeConverter { get; set; }

    /// <summary>What shows the type's members.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public Type? TypeAdapter { get; set; }

    /// <summary>How objects are written by Export-Clixml.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNullOrEmpty]
    public string? SerializationMethod { get; set; }

    /// <summary>The type that written objects come back as.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public Type? TargetTypeForDeserialization { get; set; }

    /// <summary>How deep objects are written.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateRange(0, int.MaxValue)]
    public int SerializationDepth { get; set; }

    /// <summary>The property that stands for an object.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNullOrEmpty]
    public string? DefaultDisplayProperty { get; set; }

    /// <summary>Whether the properties to write are those of the base type.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    public bool? InheritPropertySerializationSet { get; set; }

    /// <summary>The property whose text is written.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNullOrEmpty]
    public string? StringSerializationSource { get; set; }

    /// <summary>The properties that are shown without asking for any.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNull]
    public string[] DefaultDisplayPropertySet { get; set; } = [];

    /// <summary>The properties that tell one object from another.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNull]
    public string[] DefaultKeyPropertySet { get; set; } = [];

    /// <summary>The properties to write.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [ValidateNotNull]
    public string[] PropertySerializationSet { get; set; } = [];

    /// <summary>Over members that are there.</summary>
    [Parameter(ParameterSetName = Dynamic)]
    [Parameter(ParameterSetName = Given)]
    public SwitchParameter Force { get; set; }

    /// <summary>What Get-TypeData gave, or a new one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = Given)]
    public TypeData[] TypeData { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case Dynamic:
                Update(Described());
                break;
            case Given:
                foreach (var data in TypeData) Update(data);
                break;
            default:
                Read("Types", new EngineTypes(this).AddTypeFiles);
                break;
        }
    }

    private TypeData Described()
    {
        var data = new TypeData(TypeName)
        {
            TypeConverter = TypeConverter,
            TypeAdapter = TypeAdapter,
            SerializationMethod = SerializationMethod,
            TargetTypeForDeserialization = TargetTypeForDeserialization,
            DefaultDisplayProperty = DefaultDisplayProperty,
            StringSerializationSource = StringSerializationSource,
        };
        if (MyInvocation.BoundParameters.ContainsKey(nameof(SerializationDepth))) data.SerializationDepth = (uint)SerializationDepth;
        if (InheritPropertySerializationSet is { } inherit) data.InheritPropertySerializationSet = inherit;
        data.DefaultDisplayPropertySet = Set(DefaultDisplayPropertySet);
        data.DefaultKeyPropertySet = Set(DefaultKeyPropertySet);
        data.PropertySerializationSet = Set(PropertySerializationSet);
        if (Member() is { } member) data.Members.Add(member.Name, member);
        return data;
    }

    private static PropertySetData? Set(string[] names) => names.Length == 0 ? null : new PropertySetData(names);

    private TypeMemberData? Member()
    {
        var bound = MyInvocation.BoundParameters;
        if (!bound.ContainsKey(nameof(MemberType)))
        {
            var names = new[] { nameof(MemberName), nameof(Value), nameof(SecondValue) };
            if (names.Any(bound.ContainsKey)) Refuse("The MemberName, Value, and SecondValue parameters cannot be specified without the MemberType parameter.", "MemberTypeIsMissing");
            return null;
        }

        if (MemberName is null) Refuse("The MemberName parameter is required for the MemberType parameter.", "MemberNameShouldBeSpecified");
        if (!bound.ContainsKey(nameof(Value)) && !(MemberType == PSMemberTypes.ScriptProperty && SecondValue is not null)) Refuse($"The Value parameter is required for the {MemberType} type.", "ValueShouldBeSpecified");
        return MemberType switch
        {
            PSMemberTypes.NoteProperty => new NotePropertyData(MemberName, Value),
            PSMemberTypes.AliasProperty when SecondValue is not null => new AliasPropertyData(MemberName, To<string>(Value), To<Type>(SecondValue)),
            PSMemberTypes.AliasProperty => new AliasPropertyData(MemberName, To<string>(Value)),
            PSMemberTypes.ScriptProperty => new ScriptPropertyData(MemberName, Value is null ? null : To<ScriptBlock>(Value), SecondValue is null ? null : To<ScriptBlock>(SecondValue)),
            PSMemberTypes.CodeProperty => new CodePropertyData(MemberName, Value is null ? null : To<System.Reflection.MethodInfo>(Value), SecondValue is null ? null : To<System.Reflection.MethodInfo>(SecondValue)),
            PSMemberTypes.ScriptMethod => new ScriptMethodData(MemberName, To<ScriptBlock>(Value)),
            _ => new CodeMethodData(MemberName, To<System.Reflection.MethodInfo>(Value)),
        };
    }

    private static T To<T>(object? value) => LanguagePrimitives.ConvertTo<T>(value);

    private void Update(TypeData data)
    {
        if (IsEmpty(data))
        {
            WriteError(new ErrorRecord(new InvalidOperationException($"No member is specified for the update on type \"{data.TypeName}\"."), "TypeDataEmpty", ErrorCategory.InvalidArgument, data.TypeName));
            return;
        }

        if (!ShouldProcess(data.TypeName)) return;
        var update = data;
        if (Force)
        {
            update = data.Copy();
            update.IsOverride = true;
        }

        foreach (var error in new EngineTypes(this).Update(update, remove: false))
        {
            WriteError(new ErrorRecord(new RuntimeException(error), "TypesDynamicUpdateException", ErrorCategory.InvalidOperation, null));
        }
    }

    private static bool IsEmpty(TypeData data) =>
        data.Members.Count == 0 && data.TypeConverter is null && data.TypeAdapter is null && data.SerializationMethod is null
        && data.TargetTypeForDeserialization is null && data.SerializationDepth == 0 && data.DefaultDisplayProperty is null
        && data.StringSerializationSource is null && data.DefaultDisplayPropertySet is null && data.DefaultKeyPropertySet is null
        && data.PropertySerializationSet is null && !data.InheritPropertySerializationSet;

    private void Refuse(string message, string id) =>
        ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, TypeName));
}
