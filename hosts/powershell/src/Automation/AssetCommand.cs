using System.Management.Automation;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Automation;

/// <summary>A cmdlet that asks the account for an asset by name.</summary>
public abstract class AssetCommand : PSCmdlet
{
    /// <summary>The asset's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What the cmdlet does once the job is known.</summary>
    protected abstract void Process(JobServices job);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JobServices job = JobServices.Current ?? throw new PSInvalidOperationException($"{MyInvocation.MyCommand.Name} works in a job only.");
        try
        {
            Process(job);
        }
        catch (Refused refused)
        {
            Fail(refused);
        }
    }

    /// <summary>
    /// An asset that is not there ends the script, unless the caller chose otherwise by -ErrorAction: what comes after it
    /// would go on with nothing for a tenant or a password, and fail far from the cause.
    /// </summary>
    private void Fail(Refused refused)
    {
        if (!MyInvocation.BoundParameters.ContainsKey("ErrorAction")) throw new ActionPreferenceStopException(refused.Message, refused);
        WriteError(new ErrorRecord(refused, refused.Code, ErrorCategory.ObjectNotFound, Name));
    }
}
