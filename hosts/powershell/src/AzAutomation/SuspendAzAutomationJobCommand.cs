using System.Management.Automation;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>Suspends a job of a workflow at its next checkpoint. Source: learn.microsoft.com/powershell/module/az.automation/suspend-azautomationjob.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AzAutomationJob")]
public sealed class SuspendAzAutomationJobCommand : JobActionCmdlet
{
    private protected override string Action => "suspend";
}
