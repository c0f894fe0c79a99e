using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Automation;

/// <summary>Get-AutomationPSCredential: a credential asset as a PSCredential.</summary>
[Cmdlet(VerbsCommon.Get, "AutomationPSCredential")]
[OutputType(typeof(PSCredential))]
public sealed class GetAutomationPSCredentialCommand : AssetCommand
{
    /// <inheritdoc/>
    protected override void Process(JobServices job) => WriteObject(job.GetCredential(Name));
}
