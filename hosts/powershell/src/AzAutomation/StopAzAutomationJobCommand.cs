using System.Management.Automation;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>Stops a job, with the jobs that it started. Source: learn.microsoft.com/powershell/module/az.automation/stop-azautomationjob.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AzAutomationJob")]
public sealed class StopAzAutomationJobCommand : JobActionCmdlet
{
    private protected override string Action => "stop";
}
