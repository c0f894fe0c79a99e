using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Import-Alias: reads aliases that Export-Alias wrote as delimited text.</summary>
[Cmdlet(VerbsData.Import, "Alias", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
[OutputType(typeof(AliasInfo))]
public sealed class ImportAliasCommand : AliasCommandBase
{
    private const int Values = 4;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    /// <summary>The file; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Gives the aliases on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Replaces aliases that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using var text = InputFile.Open(this, (Path ?? LiteralPath)!, LiteralPath is not null, null);
        var reader = new CsvReader(text, ',');
        while (!reader.AtEnd)
        {
            if (reader.Next('#'))
            {
                reader.Line();
                continue;
            }

            var record = reader.Record();
            if (record is not [{ Length: > 0 } name, var definition, var description, var option] || record.Count != Values) continue;
            Import(name, definition, description, Enum.Parse<ScopedItemOptions>(option, ignoreCase: true));
        }
    }

    private void Import(string name, string definition, string description, ScopedItemOptions options)
    {
        if (!ShouldProcess($"Name: {name} Value: {definition}", "Import Alias")) return;
        if (!Force && Session.Alias(name, Scope) is not null)
        {
            ReportPresent(name);
            return;
        }

        Try(() =>
        {
            var alias = Session.SetAlias(Session.NewAlias(this, name, definition, options, description), Scope, Force, MyInvocation.CommandOrigin);
            if (PassThru) WriteObject(alias);
        });
    }
}
