using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Group-Object: objects together by equal values of properties.</summary>
[Cmdlet("Group", "Object")]
[OutputType(typeof(Hashtable), typeof(GroupInfo))]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<PSObject> objects = [];

    /// <summary>Counts the objects and does not keep them.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <summary>A hash table from key to objects.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    /// <summary>The keys of the hash table are texts.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    public SwitchParameter AsString { get; set; }

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names, script blocks, or hashtables with Expression.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>The culture whose letters count.</summary>
    [Parameter]
    public string? Culture { get; set; }

    /// <summary>Text differs by case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AsString && !AsHashTable) Refuse("The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.", "ArgumentException");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value) objects.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (objects.Count == 0) return;
        var given = Property is { Length: > 0 } ? Property : DefaultKeys.Of(objects[0]);
        var order = new SortOrder(PropertyValue.Read(this, given), descending: false, CaseSensitive, CultureArgument.Read(Culture));
        var groups = Groups(order);
        if (AsHashTable) WriteObject(Table(groups));
        else WriteObject(groups, enumerateCollection: true);
    }

    private List<GroupInfo> Groups(SortOrder order)
    {
        var groups = new List<GroupInfo>();
        var sorted = objects.Select(order.Entry).ToList().OrderBy(entry => entry, order);
        foreach (var entry in sorted)
        {
            if (groups.Count == 0 || order.Compare(groups[^1].Key, entry) != 0)
            {
                groups.Add(NoElement ? new GroupInfoNoElement(entry) : new GroupInfo(entry));
            }

            groups[^1].Add(entry.Object);
        }

        return groups;
    }

    private Hashtable Table(List<GroupInfo> groups)
    {
        var table = new Hashtable(CaseSensitive ? null : StringComparer.CurrentCultureIgnoreCase);
        foreach (var group in groups)
        {
            if (group.Values.Count > 1 && !AsString) Refuse("The objects grouped by several properties cannot be expressed as a hash table. Use the AsString parameter.", "ArgumentException");
            var key = AsString || group.Values[0] is null ? (object)group.Name : Bare(group.Values[0]!);
            if (table.ContainsKey(key))
            {
                Refuse($"The objects grouped by this property cannot be expressed as a hash table, because there is a duplicate key: {key}.", "ArgumentException");
            }

            table.Add(key, group.Group);
        }

        return table;
    }

    private static object Bare(object value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private void Refuse(string message, string id) =>
        ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), id, ErrorCategory.InvalidArgument, null));
}
