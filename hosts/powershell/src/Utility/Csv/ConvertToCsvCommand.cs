using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Csv: objects as lines of delimited text.</summary>
[Cmdlet(VerbsData.ConvertTo, "Csv", DefaultParameterSetName = "Delimiter")]
[OutputType(typeof(string))]
public sealed class ConvertToCsvCommand : BaseCsvWritingCommand
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true, Position = 0)]
    public override PSObject InputObject { get; set; } = null!;

    private protected override void WriteCsvLine(string line) => WriteObject(line);
}
