using System.Collections.Generic;
using System.Management.Automation;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Json: objects as JSON. Several objects from the pipeline make an array.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> objects = [];
    private bool stopping;

    /// <summary>The object.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>How many levels below the first are written; what lies deeper is written as text, with a warning.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    /// <summary>Without white space.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Enumerations by name.</summary>
    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    /// <summary>An array even of a single object.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <summary>Which characters are escaped beyond those that must be.</summary>
    [Parameter]
    public StringEscapeHandling EscapeHandling { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => objects.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (objects.Count == 0) return;
        var plain = new JsonShape(this, Depth, EnumsAsStrings, () => stopping);
        var value = plain.Of(objects.Count > 1 || AsArray ? objects : objects[0]);
        if (stopping) return;
        WriteObject(JsonConvert.SerializeObject(value, Compress ? Formatting.None : Formatting.Indented, new JsonSerializerSettings
        {
            TypeNameHandling = TypeNameHandling.None,
            MaxDepth = 1024,
            StringEscapeHandling = EscapeHandling,
        }));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping = true;
}
