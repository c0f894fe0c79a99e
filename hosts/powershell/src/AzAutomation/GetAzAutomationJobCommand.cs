using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>Jobs of an account: one, or those of a runbook, in a status, from or up to a time. Source: learn.microsoft.com/powershell/module/az.automation/get-azautomationjob.</summary>
[Cmdlet(VerbsCommon.Get, "AzAutomationJob", DefaultParameterSetName = "ByAll")]
[OutputType("Microsoft.Azure.Commands.Automation.Model.Job")]
public sealed class GetAzAutomationJobCommand : AutomationCmdlet
{
    [Parameter(ParameterSetName = "ByJobId", Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId")]
    public Guid Id { get; set; }

    [Parameter(ParameterSetName = "ByRunbookName", Mandatory = true, Position = 2)]
    [Alias("Name")]
    public string? RunbookName { get; set; }

    [Parameter(ParameterSetName = "ByAll")]
    [Parameter(ParameterSetName = "ByRunbookName")]
    [ValidateSet("Completed", "Failed", "Queued", "Starting", "Resuming", "Running", "Stopped", "Stopping", "Suspended", "Suspending", "Activating", "New")]
    public string? Status { get; set; }

    [Parameter(ParameterSetName = "ByAll")]
    [Parameter(ParameterSetName = "ByRunbookName")]
    public DateTimeOffset? StartTime { get; set; }

    [Parameter(ParameterSetName = "ByAll")]
    [Parameter(ParameterSetName = "ByRunbookName")]
    public DateTimeOffset? EndTime { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "ByJobId")
        {
            WriteObject(Shapes.Job(this, (JsonObject)Call(HttpMethod.Get, $"/jobs/{Id}")!));
            return;
        }
        // The portal's names of two of them.
        string? status = Status switch { "Queued" => "New", "Starting" => "Activating", _ => Status };
        string filter = Filter(
            ("runbook/name", RunbookName is null ? null : $"eq {Quoted(RunbookName)}"),
            ("status", status is null ? null : $"eq {Quoted(status)}"),
            ("startTime", StartTime is null ? null : $"ge {StartTime.Value.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.fffffffZ}"),
            ("endTime", EndTime is null ? null : $"le {EndTime.Value.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.fffffffZ}"));
        WriteObject(List($"/jobs{filter}").Select(job => Shapes.Job(this, job)), enumerateCollection: true);
    }
}
