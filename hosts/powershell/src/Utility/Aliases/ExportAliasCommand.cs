using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Export-Alias: writes aliases into a file.</summary>
[Cmdlet(VerbsData.Export, "Alias", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
[OutputType(typeof(AliasInfo))]
public sealed class ExportAliasCommand : AliasCommandBase
{
    private readonly List<AliasInfo> aliases = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    /// <summary>The file; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Gives the aliases on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Delimited text or a script.</summary>
    [Parameter]
    public ExportAliasFormat As { get; set; }

    /// <summary>Adds to the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes to a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>A remark at the start of the file.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = Session.Aliases(Scope).Where(alias => pattern.IsMatch(alias.Name)).OrderBy(alias => alias.Name, StringComparer.OrdinalIgnoreCase).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) ReportMissing("name", name);
            aliases.AddRange(found);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var file = new OutputFile(this, (Path ?? LiteralPath)!, LiteralPath is not null) { Append = Append, Force = Force, NoClobber = NoClobber };
        if (!ShouldProcess(file.GivenPath)) return;
        using var writer = file.Open();
        Remarks(writer);
        foreach (var alias in aliases)
        {
            writer.WriteLine(As == ExportAliasFormat.Csv ? Line(alias) : Command(alias));
            if (PassThru) WriteObject(alias);
        }
    }

    private static string Line(AliasInfo alias) =>
        string.Join(',', new[] { alias.Name, alias.Definition, alias.Description ?? string.Empty, alias.Options.ToString() }.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static string Command(AliasInfo alias) =>
        $"set-alias -Name:\"{alias.Name}\" -Value:\"{alias.Definition}\" -Description:\"{alias.Description}\" -Option:\"{alias.Options}\"";

    private void Remarks(StreamWriter writer)
    {
        writer.WriteLine("# Alias File");
        foreach (var line in (Description ?? string.Empty).Split('\n').Where(line => line.Length > 0)) writer.WriteLine($"# {line.TrimEnd()}");
    }
}
