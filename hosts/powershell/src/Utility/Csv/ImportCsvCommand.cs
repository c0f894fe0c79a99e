using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Import-Csv: files of delimited text as objects.</summary>
[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = "DelimiterPath")]
public sealed class ImportCsvCommand : PSCmdlet
{
    /// <summary>Between values; a comma by default.</summary>
    [Parameter(Position = 1, ParameterSetName = "DelimiterPath")]
    [Parameter(Position = 1, ParameterSetName = "DelimiterLiteralPath")]
    [ValidateNotNull]
    public char Delimiter { get; set; } = ',';

    /// <summary>The files.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, Mandatory = true, ParameterSetName = "DelimiterPath")]
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, Mandatory = true, ParameterSetName = "CulturePath")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files; no character is a wildcard.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, Mandatory = true, ParameterSetName = "DelimiterLiteralPath")]
    [Parameter(ValueFromPipelineByPropertyName = true, Mandatory = true, ParameterSetName = "CultureLiteralPath")]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The list separator of the current culture is the delimiter.</summary>
    [Parameter(ParameterSetName = "CulturePath", Mandatory = true)]
    [Parameter(ParameterSetName = "CultureLiteralPath", Mandatory = true)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The names of the columns, when the files have no line of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The files' encoding; UTF-8 by default.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Utf8;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var delimiter = UseCulture ? CultureInfo.CurrentCulture.TextInfo.ListSeparator[0] : Delimiter;
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            using var text = InputFile.Open(this, path, LiteralPath is not null, Encoding);
            foreach (var one in new CsvObjects(this, delimiter, Header).Read(text)) WriteObject(one);
        }
    }
}
