using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-CliXml: objects with their types, as a text of XML.</summary>
[Cmdlet(VerbsData.ConvertTo, "CliXml")]
[OutputType(typeof(string))]
public sealed class ConvertToClixmlCommand : PSCmdlet
{
    private readonly List<object?> objects = [];

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>How deep properties are kept; beyond, their text is.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 2;

    /// <inheritdoc/>
    protected override void ProcessRecord() => objects.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (objects.Count > 0) WriteObject(EngineSerializer.Serialize(objects.ToArray(), Depth));
    }
}
