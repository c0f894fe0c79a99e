using System;
using System.Management.Automation;
using System.Net.Http;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>A cmdlet that asks something of a job.</summary>
public abstract class JobActionCmdlet : AutomationCmdlet
{
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId")]
    public Guid Id { get; set; }

    /// <summary>As the API names it.</summary>
    private protected abstract string Action { get; }

    protected override void ProcessRecord() => Call(HttpMethod.Post, $"/jobs/{Id}/{Action}");
}
