using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-CliXml: the objects of a text that ConvertTo-CliXml made.</summary>
[Cmdlet(VerbsData.ConvertFrom, "CliXml")]
public sealed class ConvertFromClixmlCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string InputObject { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(PSSerializer.DeserializeAsList(InputObject), enumerateCollection: true);
}
