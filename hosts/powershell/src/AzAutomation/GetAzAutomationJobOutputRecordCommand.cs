using System;
using System.Management.Automation;
using System.Net.Http;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>One record that a job wrote, with its value. Source: learn.microsoft.com/powershell/module/az.automation/get-azautomationjoboutputrecord.</summary>
[Cmdlet(VerbsCommon.Get, "AzAutomationJobOutputRecord")]
[OutputType("Microsoft.Azure.Commands.Automation.Model.JobStreamRecord")]
public sealed class GetAzAutomationJobOutputRecordCommand : AutomationCmdlet
{
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    public Guid JobId { get; set; }

    [Parameter(Mandatory = true, Position = 3, ValueFromPipelineByPropertyName = true)]
    [Alias("StreamRecordId")]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = string.Empty;

    protected override void ProcessRecord() =>
        WriteObject(Shapes.Stream(this, JobId, (JsonObject)Call(HttpMethod.Get, $"/jobs/{JobId}/streams/{Escaped(Id)}")!, whole: true));
}
