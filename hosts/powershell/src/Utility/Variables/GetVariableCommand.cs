using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Variable: variables by name, or their values.</summary>
[Cmdlet(VerbsCommon.Get, "Variable")]
[OutputType(typeof(PSVariable))]
public sealed class GetVariableCommand : VariableCommandBase
{
    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The values instead of the variables.</summary>
    [Parameter]
    public SwitchParameter ValueOnly { get; set; }

    /// <summary>Only names that match one of these as well.</summary>
    [Parameter]
    public string[]? Include { get; set; }

    /// <summary>No names that match one of these.</summary>
    [Parameter]
    public string[]? Exclude { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Try(() =>
            {
                var found = Find(name, Include, Exclude, Scope);
                if (found.Count == 0 && Session.Variable(name, Scope) is null) ReportMissing(name);
                foreach (var variable in found) WriteObject(ValueOnly ? variable.Value : variable);
            });
        }
    }
}
