using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>As it is anyway in a job.</summary>
[Cmdlet(VerbsLifecycle.Disable, "AzContextAutosave", SupportsShouldProcess = true)]
public sealed class DisableAzContextAutosaveCommand : AzContextAutosaveCommand
{
}
