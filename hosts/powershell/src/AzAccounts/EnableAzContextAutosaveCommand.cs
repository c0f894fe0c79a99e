using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Has no effect in a job, whose disk ends with it.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AzContextAutosave", SupportsShouldProcess = true)]
public sealed class EnableAzContextAutosaveCommand : AzContextAutosaveCommand
{
    protected override void ProcessRecord()
    {
        WriteWarning("A job's sign-in is kept in memory only: Enable-AzContextAutosave has no effect here.");
        base.ProcessRecord();
    }
}
