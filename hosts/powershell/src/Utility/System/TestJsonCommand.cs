using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Test-Json: is a text JSON? False comes with an error that says why. Schemas are not part of this engine: a script that
/// names one is refused before its job starts, or here.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Json", DefaultParameterSetName = "JsonString")]
[OutputType(typeof(bool))]
public sealed class TestJsonCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "JsonString", ValueFromPipeline = true)]
    [AllowEmptyString]
    public string? Json { get; set; }

    /// <summary>Files with the text.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "JsonPath", ValueFromPipelineByPropertyName = true)]
    public string? Path { get; set; }

    /// <summary>A file with the text, its path taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "JsonLiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>A schema, which cannot be used here.</summary>
    [Parameter(Position = 1)]
    public string? Schema { get; set; }

    /// <summary>A file with a schema, which cannot be used here.</summary>
    [Parameter]
    public string? SchemaFile { get; set; }

    /// <summary>What is allowed beyond the standard.</summary>
    [Parameter]
    [ValidateSet("IgnoreComments", "AllowTrailingCommas")]
    public string[] Options { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Schema is null && SchemaFile is null) return;
        ThrowTerminatingError(new ErrorRecord(
            new PSNotSupportedException("JSON Schema is not part of this engine. Use an environment with an installed pwsh, or check the properties yourself after ConvertFrom-Json."),
            "JsonSchemaNotSupported",
            ErrorCategory.NotImplemented,
            Schema ?? SchemaFile));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Texts()) WriteObject(IsJson(text));
    }

    private IEnumerable<string> Texts()
    {
        if (Json is not null) return [Json];
        var files = LiteralPath is null ? SessionState.Path.GetResolvedProviderPathFromPSPath(Path, out _).ToArray() : [GetUnresolvedProviderPathFromPSPath(LiteralPath)];
        return files.Select(File.ReadAllText);
    }

    private bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                AllowTrailingCommas = Options.Contains("AllowTrailingCommas", StringComparer.OrdinalIgnoreCase),
                CommentHandling = Options.Contains("IgnoreComments", StringComparer.OrdinalIgnoreCase) ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            });
            return true;
        }
        catch (JsonException error)
        {
            WriteError(new ErrorRecord(new ArgumentException("Cannot parse the JSON.", error), "InvalidJson", ErrorCategory.InvalidData, text));
            return false;
        }
    }
}
