using System.Globalization;
using System.IO;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-Csv: delimited text as objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Csv", DefaultParameterSetName = "Delimiter")]
public sealed class ConvertFromCsvCommand : PSCmdlet
{
    private CsvObjects? objects;

    /// <summary>Between values; a comma by default.</summary>
    [Parameter(Position = 1, ParameterSetName = "Delimiter")]
    [ValidateNotNullOrEmpty]
    public char Delimiter { get; set; } = ',';

    /// <summary>The list separator of the current culture is the delimiter.</summary>
    [Parameter(ParameterSetName = "UseCulture", Mandatory = true)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The text: lines, or several lines in one.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The names of the columns, when the text has no line of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        objects = new CsvObjects(this, UseCulture ? CultureInfo.CurrentCulture.TextInfo.ListSeparator[0] : Delimiter, Header);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in InputObject)
        {
            foreach (var one in objects!.Read(new StringReader(text.ToString()))) WriteObject(one);
        }
    }
}
