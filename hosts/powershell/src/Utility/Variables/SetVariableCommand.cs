using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Variable: gives variables a value, and makes those that are not there.</summary>
[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
[OutputType(typeof(PSVariable))]
public sealed class SetVariableCommand : VariableCommandBase
{
    private readonly List<object?> values = [];
    private ScopedItemOptions? option;
    private SessionStateEntryVisibility? visibility;

    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, Mandatory = true)]
    public string[] Name { get; set; } = [];

    /// <summary>The value; several from the pipeline make a list.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; } = AutomationNull.Value;

    /// <summary>Only names that match one of these as well.</summary>
    [Parameter]
    public string[]? Include { get; set; }

    /// <summary>No names that match one of these.</summary>
    [Parameter]
    public string[]? Exclude { get; set; }

    /// <summary>What the variable is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>ReadOnly, Constant, AllScope, Private.</summary>
    [Parameter]
    public ScopedItemOptions Option
    {
        get => option ?? ScopedItemOptions.None;
        set => option = value;
    }

    /// <summary>Writes to a read-only variable.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether scripts outside its module see it.</summary>
    [Parameter]
    public SessionStateEntryVisibility Visibility
    {
        get => visibility ?? SessionStateEntryVisibility.Public;
        set => visibility = value;
    }

    /// <summary>Gives the variable on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Adds the values to those that are there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    private bool IsBound => MyInvocation.BoundParameters.ContainsKey(nameof(Value)) && !MyInvocation.ExpectingInput;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Value != AutomationNull.Value) values.Add(Value);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var value = values.Count == 1 ? values[0] : values.Count == 0 ? (IsBound ? Value : null) : values.ToArray();
        foreach (var name in Name) Try(() => Set(name, value));
    }

    private void Set(string name, object? value)
    {
        var found = Find(name, Include, Exclude, Scope ?? "Local");
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) Make(name, value);
        foreach (var variable in found) Try(() => Change(variable, value));
    }

    private void Make(string name, object? value)
    {
        if (!ShouldProcess($"Name: {name} Value: {value}", "Set variable")) return;
        // A variable of another scope keeps what it is when it is appended to.
        if (Append && Session.Variable(name, Scope) is { } outer) value = Appended(outer.Value, value);
        var variable = new PSVariable(name, value, option ?? ScopedItemOptions.None) { Description = Description ?? string.Empty };
        if (visibility is { } given) variable.Visibility = given;
        Session.SetVariable(variable, Scope ?? "Local", Force, MyInvocation.CommandOrigin);
        if (PassThru) WriteObject(Session.Variable(name, Scope) ?? variable);
    }

    private void Change(PSVariable variable, object? value)
    {
        if (!ShouldProcess($"Name: {variable.Name} Value: {value}", "Set variable")) return;
        if (Force) EngineSession.MakeWritable(variable);
        variable.Value = Append ? Appended(variable.Value, value) : value;
        if (Description is not null) variable.Description = Description;
        if (visibility is { } given) variable.Visibility = given;
        if (option is { } options) variable.Options = options;
        if (PassThru) WriteObject(variable);
    }

    private static object? Appended(object? before, object? value) =>
        (LanguagePrimitives.GetEnumerable(before)?.Cast<object?>() ?? (before is null ? [] : [before]))
            .Concat(LanguagePrimitives.GetEnumerable(value)?.Cast<object?>() ?? [value])
            .ToArray();
}
