using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands.Utility;

/// <summary>Join-String: objects, or one property of each, as one text.</summary>
[Cmdlet(VerbsCommon.Join, "String", DefaultParameterSetName = "default")]
[OutputType(typeof(string))]
public sealed class JoinStringCommand : PSCmdlet
{
    private readonly List<string> texts = [];

    /// <summary>A name or a script block.</summary>
    [Parameter(Position = 0)]
    public PSPropertyExpression? Property { get; set; }

    /// <summary>Between the texts; <c>$OFS</c> by default.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    public string? Separator { get; set; }

    /// <summary>Before the first.</summary>
    [Parameter]
    [Alias("op")]
    public string? OutputPrefix { get; set; }

    /// <summary>After the last.</summary>
    [Parameter]
    [Alias("os")]
    public string? OutputSuffix { get; set; }

    /// <summary>Each text in single quotes.</summary>
    [Parameter(ParameterSetName = "SingleQuote")]
    public SwitchParameter SingleQuote { get; set; }

    /// <summary>Each text in double quotes.</summary>
    [Parameter(ParameterSetName = "DoubleQuote")]
    public SwitchParameter DoubleQuote { get; set; }

    /// <summary>A .NET format for each.</summary>
    [Parameter(ParameterSetName = "Format")]
    public string? FormatString { get; set; }

    /// <summary>Values as the current culture writes them.</summary>
    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    private CultureInfo Culture => UseCulture ? CultureInfo.CurrentCulture : CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var one in InputObject)
        {
            if (one is null || one == AutomationNull.Value) continue;
            var value = Property is null ? one : Property.GetValues(one).FirstOrDefault()?.Result;
            texts.Add(Text(value));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var separator = Separator ?? LanguagePrimitives.ConvertTo<string>(SessionState.PSVariable.GetValue("OFS", string.Empty));
        WriteObject(OutputPrefix + string.Join(separator, texts) + OutputSuffix);
    }

    private string Text(object? value)
    {
        if (FormatString is not null) return string.Format(Culture, FormatString, value is PSObject wrapped ? wrapped.BaseObject : value);
        var text = value is null ? string.Empty : (string)LanguagePrimitives.ConvertTo(value, typeof(string), Culture);
        if (SingleQuote) return $"'{text}'";
        return DoubleQuote ? $"\"{text}\"" : text;
    }
}
