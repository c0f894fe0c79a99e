using System;
using System.Linq;
using System.Management.Automation;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>What a job wrote, each record by its summary. Source: learn.microsoft.com/powershell/module/az.automation/get-azautomationjoboutput.</summary>
[Cmdlet(VerbsCommon.Get, "AzAutomationJobOutput")]
[OutputType("Microsoft.Azure.Commands.Automation.Model.JobStream")]
public sealed class GetAzAutomationJobOutputCommand : AutomationCmdlet
{
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId")]
    public Guid Id { get; set; }

    [Parameter]
    [ValidateSet("Any", "Debug", "Error", "Output", "Progress", "Verbose", "Warning")]
    public string Stream { get; set; } = "Any";

    [Parameter]
    public DateTimeOffset? StartTime { get; set; }

    protected override void ProcessRecord()
    {
        string filter = Filter(
            ("streamType", Stream == "Any" ? null : $"eq {Quoted(Stream)}"),
            ("time", StartTime is null ? null : $"ge {StartTime.Value.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.fffffffZ}"));
        WriteObject(List($"/jobs/{Id}/streams{filter}").Select(stream => Shapes.Stream(this, Id, stream, whole: false)), enumerateCollection: true);
    }
}
