using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-Json: JSON as objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
[OutputType(typeof(PSObject), typeof(OrderedHashtable))]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly List<string> texts = [];

    /// <summary>The text: whole, in lines, or one text a line.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = string.Empty;

    /// <summary>Hash tables instead of custom objects.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>How deep the text may be nested.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int Depth { get; set; } = 1024;

    /// <summary>An array is one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <summary>What becomes of dates.</summary>
    [Parameter]
    public JsonDateKind DateKind { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => texts.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (texts.Count == 0) return;
        var reader = new JsonText(this, AsHashtable, Depth, DateKind);
        if (texts.Count > 1 && IsWhole(reader, texts[0]))
        {
            foreach (var text in texts) Show(reader, text);
            return;
        }

        Show(reader, string.Join(Environment.NewLine, texts));
    }

    private static bool IsWhole(JsonText reader, string first)
    {
        try
        {
            return reader.Read(first) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Show(JsonText reader, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var value = reader.Read(text);
        if (value is IDictionary) WriteObject(value);
        else WriteObject(value, enumerateCollection: !NoEnumerate);
    }
}
