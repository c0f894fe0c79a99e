using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Measure-Object: figures of objects, numbers or text.</summary>
[Cmdlet("Measure", "Object", DefaultParameterSetName = Generic)]
[OutputType(typeof(GenericMeasureInfo), typeof(TextMeasureInfo), typeof(GenericObjectMeasureInfo))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private const string Generic = "GenericMeasure";
    private const string OfText = "TextMeasure";

    private readonly List<Measurement> found = [];

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names, wildcards or script blocks; without, the objects themselves are measured.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSPropertyExpression[]? Property { get; set; }

    /// <summary>The standard deviation.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter StandardDeviation { get; set; }

    /// <summary>The sum.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter Sum { get; set; }

    /// <summary>All of the figures.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter AllStats { get; set; }

    /// <summary>The average.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter Average { get; set; }

    /// <summary>The largest value.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter Maximum { get; set; }

    /// <summary>The smallest value.</summary>
    [Parameter(ParameterSetName = Generic)]
    public SwitchParameter Minimum { get; set; }

    /// <summary>Counts lines.</summary>
    [Parameter(ParameterSetName = OfText)]
    public SwitchParameter Line { get; set; }

    /// <summary>Counts words.</summary>
    [Parameter(ParameterSetName = OfText)]
    public SwitchParameter Word { get; set; }

    /// <summary>Counts characters.</summary>
    [Parameter(ParameterSetName = OfText)]
    public SwitchParameter Character { get; set; }

    /// <summary>White space is no character.</summary>
    [Parameter(ParameterSetName = OfText)]
    public SwitchParameter IgnoreWhiteSpace { get; set; }

    private bool Numbers => Sum || Average || StandardDeviation || AllStats;

    private bool Extremes => Maximum || Minimum || AllStats;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value) return;
        if (Property is null) Add(Of(null), InputObject.BaseObject);
        foreach (var expression in Property ?? []) Add(expression);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Property is null && found.Count == 0) Of(null);
        foreach (var measurement in found) WriteObject(Result(measurement));
    }

    private void Add(PSPropertyExpression expression)
    {
        foreach (var resolved in expression.ResolveNames(InputObject))
        {
            foreach (var result in resolved.GetValues(InputObject, expand: true, eatExceptions: true))
            {
                if (result.Exception is not null || result.Result is null) continue;
                Add(Of(result.ResolvedExpression.ToString()), result.Result is PSObject wrapped ? wrapped.BaseObject : result.Result);
            }
        }
    }

    private void Add(Measurement to, object value)
    {
        to.Count++;
        if (ParameterSetName == OfText) to.AddText(PSObject.AsPSObject(value).ToString(), IgnoreWhiteSpace);
        else if (Numbers) AddNumber(to, value);
        else if (Extremes) to.AddValue(value);
    }

    private void AddNumber(Measurement to, object value)
    {
        if (LanguagePrimitives.TryConvertTo<double>(value, out var number))
        {
            to.AddNumber(number);
            if (Extremes) to.AddValue(number);
            return;
        }

        to.NotNumeric = true;
        WriteError(new ErrorRecord(
            new PSInvalidOperationException($"Input object \"{value}\" is not numeric."), "NonNumericInputObject", ErrorCategory.InvalidType, InputObject));
    }

    private Measurement Of(string? property)
    {
        var known = found.Find(measurement => string.Equals(measurement.Property, property, StringComparison.OrdinalIgnoreCase));
        if (known is null) found.Add(known = new Measurement(property));
        return known;
    }

    private MeasureInfo Result(Measurement of)
    {
        if (ParameterSetName == OfText) return TextResult(of);
        if (!Numbers && Extremes && !of.HasNumericExtremes)
        {
            return new GenericObjectMeasureInfo
            {
                Property = of.Property,
                Count = of.Count,
                Maximum = Maximum ? of.Maximum : null,
                Minimum = Minimum ? of.Minimum : null,
            };
        }

        return new GenericMeasureInfo
        {
            Property = of.Property,
            Count = of.Count,
            Sum = (Sum || AllStats) && !of.NotNumeric ? of.Sum : null,
            Average = (Average || AllStats) && !of.NotNumeric ? of.Average : null,
            StandardDeviation = (StandardDeviation || AllStats) && !of.NotNumeric ? of.StandardDeviation : null,
            Maximum = Maximum || AllStats ? Measurement.Number(of.Maximum) : null,
            Minimum = Minimum || AllStats ? Measurement.Number(of.Minimum) : null,
        };
    }

    private TextMeasureInfo TextResult(Measurement of) => new()
    {
        Property = of.Property,
        Lines = Line ? of.Lines : null,
        Words = Word ? of.Words : null,
        Characters = Character ? of.Characters : null,
    };
}
