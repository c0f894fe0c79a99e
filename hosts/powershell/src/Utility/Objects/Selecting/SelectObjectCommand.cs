using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-Object: chosen objects, and of each the chosen properties or the content of one.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = Default)]
public sealed class SelectObjectCommand : PSCmdlet
{
    private const string Default = "DefaultParameter";
    private const string FromTheEnd = "SkipLastParameter";
    private const string ByIndex = "IndexParameter";
    private const string ByOtherIndex = "SkipIndexParameter";

    private Projection? projection;
    private UniqueObjects? unique;
    private ObjectWindow? window;

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names, wildcards, script blocks or calculated properties.</summary>
    [Parameter(Position = 0, ParameterSetName = Default)]
    [Parameter(Position = 0, ParameterSetName = FromTheEnd)]
    public object[]? Property { get; set; }

    /// <summary>Names or wildcards of properties that are left out.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = FromTheEnd)]
    public string[]? ExcludeProperty { get; set; }

    /// <summary>The property whose value is given instead of the object; a list is given element by element.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = FromTheEnd)]
    public string? ExpandProperty { get; set; }

    /// <summary>Equal objects once.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>With <see cref="Unique"/>, text is equal in any case.</summary>
    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <summary>So many from the end.</summary>
    [Parameter(ParameterSetName = Default)]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    /// <summary>So many from the start; what sends the objects is then stopped.</summary>
    [Parameter(ParameterSetName = Default)]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    /// <summary>Leaves out so many: from the start, or with <see cref="Last"/> from the end.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = FromTheEnd)]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>Leaves out so many at the end.</summary>
    [Parameter(ParameterSetName = FromTheEnd)]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    /// <summary>What sends the objects is not stopped early.</summary>
    [Parameter(ParameterSetName = Default)]
    [Parameter(ParameterSetName = ByIndex)]
    public SwitchParameter Wait { get; set; }

    /// <summary>The objects at these places, from 0.</summary>
    [Parameter(ParameterSetName = ByIndex)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    /// <summary>All objects but those at these places, from 0.</summary>
    [Parameter(ParameterSetName = ByOtherIndex)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? SkipIndex { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var exclude = (ExcludeProperty ?? []).Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        var properties = PropertyValue.Read(this, Property, "name");
        if (properties.Count == 0 && exclude.Length > 0 && string.IsNullOrEmpty(ExpandProperty)) properties = PropertyValue.Read(this, ["*"]);
        var expand = string.IsNullOrEmpty(ExpandProperty) ? null : new PSPropertyExpression(ExpandProperty);
        projection = new Projection(this, properties, exclude, expand);
        unique = Unique ? new UniqueObjects(!CaseInsensitive) : null;
        window = Window();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value) return;
        foreach (var chosen in window!.Add(InputObject)) Show(chosen);
        if (window.Complete && !Wait) this.StopUpstream();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var chosen in window!.End()) Show(chosen);
        if (unique is null) return;
        foreach (var one in unique.All) WriteObject(one);
    }

    private ObjectWindow Window()
    {
        if (Index is not null) return new IndexWindow(Index);
        if (SkipIndex is not null) return new SkipIndexWindow(SkipIndex);
        if (ParameterSetName == FromTheEnd) return new LastWindow(Skip, SkipLast, null);
        var bound = MyInvocation.BoundParameters;
        if (bound.ContainsKey(nameof(Last))) return new FirstAndLastWindow(bound.ContainsKey(nameof(First)) ? First : 0, Last, Skip);
        return new FirstWindow(Skip, bound.ContainsKey(nameof(First)) ? First : null);
    }

    private void Show(PSObject chosen)
    {
        foreach (var (result, added) in projection!.Of(chosen))
        {
            if (unique is null) WriteObject(result);
            else unique.Add(result, added);
        }
    }
}
