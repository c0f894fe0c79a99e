using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Alias: aliases by name, or by what they stand for.</summary>
[Cmdlet(VerbsCommon.Get, "Alias", DefaultParameterSetName = "Default")]
[OutputType(typeof(AliasInfo))]
public sealed class GetAliasCommand : AliasCommandBase
{
    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Default")]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>No names that match one of these.</summary>
    [Parameter]
    public string[] Exclude { get; set; } = [];

    /// <summary>The commands they stand for, by name or wildcard.</summary>
    [Parameter(ParameterSetName = "Definition")]
    [ValidateNotNullOrEmpty]
    public string[]? Definition { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Definition is null)
        {
            foreach (var name in Name) Show("name", name, alias => alias.Name);
            return;
        }

        foreach (var definition in Definition) Show("definition", definition, alias => alias.Definition);
    }

    private void Show(string kind, string text, Func<AliasInfo, string> key)
    {
        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
        var matching = Session.Aliases(Scope).Where(alias => pattern.IsMatch(key(alias))).ToList();
        if (matching.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(text)) ReportMissing(kind, text);
        foreach (var alias in matching.Where(alias => !IsExcluded(alias)).OrderBy(alias => alias.Name, StringComparer.OrdinalIgnoreCase)) WriteObject(alias);
    }

    private bool IsExcluded(AliasInfo alias) => Exclude.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(alias.Name));
}
