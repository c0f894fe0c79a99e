using System.Management.Automation;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Automation;

/// <summary>A cmdlet that has to do with other jobs of the account.</summary>
public abstract class JobCommand : PSCmdlet
{
    /// <summary>What the cmdlet does once the job is known.</summary>
    protected abstract void Process(ChildJobs children);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JobServices job = JobServices.Current ?? throw new PSInvalidOperationException($"{MyInvocation.MyCommand.Name} works in a job only.");
        try
        {
            Process(job.Children);
        }
        catch (Refused refused)
        {
            ThrowTerminatingError(new ErrorRecord(refused, refused.Code, ErrorCategory.InvalidOperation, null));
        }
        catch (System.OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
