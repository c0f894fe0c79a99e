using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Automation;

/// <summary>Get-AutomationVariable: a variable's value, decrypted when it is encrypted.</summary>
[Cmdlet(VerbsCommon.Get, "AutomationVariable")]
[OutputType(typeof(object))]
public sealed class GetAutomationVariableCommand : AssetCommand
{
    /// <summary>Accepted as Azure accepts it; a job is always given the value, which is blanked in its streams.</summary>
    [Parameter]
    public SwitchParameter DoNotDecrypt { get; set; }

    /// <inheritdoc/>
    protected override void Process(JobServices job) =>
        WriteObject(PowerShellValues.Of(job.GetAsset("variable", Name)));
}
