using System;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Automation;

/// <summary>Get-AutomationJobOutput, ours: what a job of the account has written to its output, as objects where it was some.</summary>
[Cmdlet(VerbsCommon.Get, "AutomationJobOutput")]
[OutputType(typeof(object))]
public sealed class GetAutomationJobOutputCommand : JobCommand
{
    /// <summary>As Start-AutomationRunbook returns it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId")]
    public Guid Id { get; set; }

    /// <inheritdoc/>
    protected override void Process(ChildJobs children)
    {
        foreach (JsonObject record in children.Output(Id.ToString()))
        {
            WriteObject(record["value"] is { } value ? PowerShellValues.Of(value) : record["text"], enumerateCollection: false);
        }
    }
}
