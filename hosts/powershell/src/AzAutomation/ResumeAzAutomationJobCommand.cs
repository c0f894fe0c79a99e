using System.Management.Automation;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>Resumes a suspended job. Source: learn.microsoft.com/powershell/module/az.automation/resume-azautomationjob.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AzAutomationJob")]
public sealed class ResumeAzAutomationJobCommand : JobActionCmdlet
{
    private protected override string Action => "resume";
}
