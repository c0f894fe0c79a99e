using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Compare-Object: what two sets of objects do not share, or do.</summary>
[Cmdlet(VerbsData.Compare, "Object")]
public sealed class CompareObjectCommand : PSCmdlet
{
    private const string Reference = "<=";
    private const string Difference = "=>";
    private const string Both = "==";

    private readonly List<PSObject> differences = [];

    /// <summary>The set that is compared with.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [AllowEmptyCollection]
    public PSObject[] ReferenceObject { get; set; } = [];

    /// <summary>The set that is compared.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] DifferenceObject { get; set; } = [];

    /// <summary>How far apart in their sets equal objects may be.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int SyncWindow { get; set; } = int.MaxValue;

    /// <summary>The properties that are compared; without, the objects are.</summary>
    [Parameter]
    public object[]? Property { get; set; }

    /// <summary>Shows only what both sets have.</summary>
    [Parameter]
    public SwitchParameter ExcludeDifferent { get; set; }

    /// <summary>Shows what both sets have as well.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>Gives the objects themselves, with SideIndicator as a note.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The culture whose letters count.</summary>
    [Parameter]
    public string? Culture { get; set; }

    /// <summary>Text differs by case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ExcludeDifferent && !MyInvocation.BoundParameters.ContainsKey(nameof(IncludeEqual))) IncludeEqual = true;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (DifferenceObject is not null) differences.AddRange(DifferenceObject.Where(one => one is not null && one != AutomationNull.Value));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var properties = PropertyValue.Read(this, Property);
        var order = new SortOrder(properties, descending: false, CaseSensitive, CultureArgument.Read(Culture));
        var matching = new SyncWindowMatching(order, SyncWindow);
        foreach (var (entry, side) in matching.Run(Entries(ReferenceObject, order), Entries(differences, order)))
        {
            if (side is null ? !IncludeEqual : ExcludeDifferent) continue;
            Show(entry, properties, side is null ? Both : side.Value ? Reference : Difference);
        }
    }

    private static List<SortEntry> Entries(IEnumerable<PSObject> objects, SortOrder order) =>
        objects.Where(one => one is not null).Select(order.Entry).ToList();

    private void Show(SortEntry entry, List<PropertyValue> properties, string side)
    {
        var indicator = new PSNoteProperty("SideIndicator", side);
        if (PassThru)
        {
            entry.Object.Properties.Remove("SideIndicator");
            entry.Object.Properties.Add(indicator);
            WriteObject(entry.Object);
            return;
        }

        var result = new PSObject();
        if (properties.Count == 0)
        {
            result.Properties.Add(new PSNoteProperty("InputObject", entry.Object));
        }

        for (var index = 0; index < properties.Count; index++)
        {
            var name = properties[index].Expression.ToString();
            if (result.Properties[name] is null) result.Properties.Add(new PSNoteProperty(name, entry.Keys[index].Value));
        }

        result.Properties.Add(indicator);
        WriteObject(result);
    }
}
