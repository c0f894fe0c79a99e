using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Unique: drops an object that equals the one before it, so the input should be sorted.</summary>
[Cmdlet(VerbsCommon.Get, "Unique", DefaultParameterSetName = "AsString")]
public sealed class GetUniqueCommand : PSCmdlet
{
    private bool any;
    private object? last;

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = System.Management.Automation.Internal.AutomationNull.Value;

    /// <summary>Compares the objects' texts.</summary>
    [Parameter(ParameterSetName = "AsString")]
    public SwitchParameter AsString { get; set; }

    /// <summary>One object of each type that follows another.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "UniqueByType")]
    public SwitchParameter OnType { get; set; }

    /// <summary>Text counts as equal in any case.</summary>
    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == System.Management.Automation.Internal.AutomationNull.Value) return;
        var current = Key();
        if (any && Same(current)) return;
        any = true;
        last = current;
        WriteObject(InputObject);
    }

    private object Key()
    {
        if (OnType) return InputObject.TypeNames.Count > 0 ? InputObject.TypeNames[0] : string.Empty;
        return AsString ? InputObject.ToString() : InputObject;
    }

    private bool Same(object current)
    {
        if (current is string text && last is string before)
        {
            return string.Equals(text, before, CaseInsensitive && !OnType ? StringComparison.CurrentCultureIgnoreCase : StringComparison.Ordinal);
        }

        return LanguagePrimitives.TryCompare(last, current, CaseInsensitive, null, out var order) && order == 0
            || LanguagePrimitives.Equals(last, current, CaseInsensitive);
    }
}
