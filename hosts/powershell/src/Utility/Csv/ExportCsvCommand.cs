using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Export-Csv: objects as a file of delimited text.</summary>
[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true, DefaultParameterSetName = "Delimiter")]
public sealed class ExportCsvCommand : BaseCsvWritingCommand, IDisposable
{
    private OutputFile? file;
    private StreamWriter? writer;
    private bool write;

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public override PSObject InputObject { get; set; } = null!;

    /// <summary>The file.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file; no character is a wildcard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Writes to a read-only file; with -Append, fills columns that an object lacks with nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The file's encoding; UTF-8 without byte order mark by default.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Utf8;

    /// <summary>Adds lines to a file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Path is null == LiteralPath is null) Exclusive("Path", "LiteralPath", "CannotSpecifyPathAndLiteralPath");
        file = new OutputFile(this, (Path ?? LiteralPath)!, LiteralPath is not null)
        {
            Append = Append,
            Force = Force,
            NoClobber = NoClobber,
            Encoding = Encoding,
        };
        write = ShouldProcess(file.GivenPath);
        if (!write) return;
        if (Append) ReadColumns(file.Path);
        writer = file.Open();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!write || InputObject is null) return;
        if (Append && Columns is not null && !Force) RefuseMissing();
        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => writer?.Flush();

    private protected override void WriteCsvLine(string line) => writer!.WriteLine(line);

    private void ReadColumns(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0) return;
        using var text = new StreamReader(path, Encoding);
        var reader = new CsvReader(text, Delimiter);
        while (reader.Next('#')) reader.Line();
        var header = reader.Record();
        if (header.Count > 0) Columns = header.ToList();
    }

    private void RefuseMissing()
    {
        var has = new HashSet<string>(CsvSyntax.Columns(InputObject), StringComparer.OrdinalIgnoreCase);
        if (Columns!.Find(column => !has.Contains(column)) is not { } missing) return;
        var message = $"Cannot append CSV content to the following file: {file!.GivenPath}. The appended object does not have a property that corresponds to the following column: {missing}. To continue with mismatched properties, add the -Force parameter, and then retry the command.";
        ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(message), "CannotAppendCsvWithMismatchedPropertyNames", ErrorCategory.InvalidData, missing));
    }
}
