using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Clear-Variable: sets variables to null.</summary>
[Cmdlet(VerbsCommon.Clear, "Variable", SupportsShouldProcess = true)]
[OutputType(typeof(PSVariable))]
public sealed class ClearVariableCommand : VariableCommandBase
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

    /// <summary>Gives the variables on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Try(() =>
            {
                var found = Find(name, Include, Exclude, Scope);
                if (found.Count == 0) ReportMissing(name);
                foreach (var variable in found) Try(() => Clear(variable));
            });
        }
    }

    private void Clear(PSVariable variable)
    {
        if (!ShouldProcess($"Name: {variable.Name}", "Clear variable")) return;
        var options = variable.Options;
        if (Force) EngineSession.MakeWritable(variable);
        variable.Value = null;
        if (variable.Options != options) variable.Options = options;
        if (PassThru) WriteObject(variable);
    }
}
