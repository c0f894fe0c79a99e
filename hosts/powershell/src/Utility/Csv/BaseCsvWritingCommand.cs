using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What ConvertTo-Csv and Export-Csv share.</summary>
public abstract class BaseCsvWritingCommand : PSCmdlet
{
    private CsvSyntax? syntax;

    /// <summary>The objects, usually from the pipeline.</summary>
    public abstract PSObject InputObject { get; set; }

    /// <summary>Between values; a comma by default.</summary>
    [Parameter(Position = 1, ParameterSetName = "Delimiter")]
    [ValidateNotNull]
    public char Delimiter { get; set; } = ',';

    /// <summary>The list separator of the current culture is the delimiter.</summary>
    [Parameter(ParameterSetName = "UseCulture")]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>A first line with the type of the first object.</summary>
    [Parameter]
    [Alias("ITI")]
    public SwitchParameter IncludeTypeInformation { get; set; }

    /// <summary>No such line, as is the default.</summary>
    [Parameter(DontShow = true)]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; }

    /// <summary>The only columns whose values are in quotes.</summary>
    [Parameter]
    [Alias("QF")]
    public string[]? QuoteFields { get; set; }

    /// <summary>When values are in quotes.</summary>
    [Parameter]
    [Alias("UQ")]
    public QuoteKind UseQuotes { get; set; } = QuoteKind.Always;

    /// <summary>No line with the names of the columns.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>The columns, once known.</summary>
    internal List<string>? Columns { get; set; }

    internal CsvSyntax Syntax => syntax ??= new CsvSyntax(
        UseCulture ? CultureInfo.CurrentCulture.TextInfo.ListSeparator[0] : Delimiter,
        UseQuotes,
        QuoteFields is null ? null : new HashSet<string>(QuoteFields, StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var bound = MyInvocation.BoundParameters;
        if (bound.ContainsKey(nameof(QuoteFields)) && bound.ContainsKey(nameof(UseQuotes))) Exclusive("UseQuotes", "QuoteFields", "CannotSpecifyQuoteFieldsAndUseQuotes");
        if (IncludeTypeInformation && NoTypeInformation)
        {
            Exclusive("IncludeTypeInformation", "NoTypeInformation", "CannotSpecifyIncludeTypeInformationAndNoTypeInformation");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        if (Columns is null)
        {
            Columns = CsvSyntax.Columns(InputObject);
            if (Columns.Count == 0) Columns = null;
            if (Columns is not null) WriteHeader();
        }

        if (Columns is not null) WriteCsvLine(Syntax.Line(InputObject, Columns));
    }

    /// <summary>Writes one line of the result.</summary>
    private protected abstract void WriteCsvLine(string line);

    /// <summary>Ends the command: two parameters exclude each other.</summary>
    private protected void Exclusive(string one, string other, string id) => ThrowTerminatingError(new ErrorRecord(
        new InvalidOperationException($"You must specify either the -{one} or -{other} parameters, but not both."), id, ErrorCategory.InvalidData, null));

    private void WriteHeader()
    {
        if (IncludeTypeInformation) WriteCsvLine(CsvSyntax.TypeLine(InputObject));
        if (!NoHeader) WriteCsvLine(Syntax.Header(Columns!));
    }
}
