using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Variable: takes variables away.</summary>
[Cmdlet(VerbsCommon.Remove, "Variable", SupportsShouldProcess = true)]
public sealed class RemoveVariableCommand : VariableCommandBase
{
    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, Mandatory = true)]
    public string[] Name { get; set; } = [];

    /// <summary>Only names that match one of these as well.</summary>
    [Parameter]
    public string[]? Include { get; set; }

    /// <summary>No names that match one of these.</summary>
    [Parameter]
    public string[]? Exclude { get; set; }

    /// <summary>Read-only variables as well.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var scope = Scope ?? "Local";
        foreach (var name in Name)
        {
            Try(() =>
            {
                var found = Find(name, Include, Exclude, scope);
                if (found.Count == 0) ReportMissing(name);
                foreach (var variable in found) Try(() => Remove(variable, scope));
            });
        }
    }

    private void Remove(PSVariable variable, string scope)
    {
        if (ShouldProcess($"Name: {variable.Name}", "Remove variable")) Session.RemoveVariable(variable, scope, Force);
    }
}
