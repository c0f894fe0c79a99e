using System;
using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>The clouds that Connect-MgGraph -Environment knows.</summary>
[Cmdlet(VerbsCommon.Get, "MgEnvironment")]
[OutputType(typeof(GraphEnvironment))]
public sealed class GetMgEnvironmentCommand : PSCmdlet
{
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    protected override void ProcessRecord()
    {
        if (Name is null)
        {
            WriteObject(GraphEnvironments.All, true);
        }
        else if (GraphEnvironments.Find(Name) is { } found)
        {
            WriteObject(found);
        }
        else
        {
            var error = new InvalidOperationException($"'{Name}' is not a known environment. Name it with Add-MgEnvironment.");
            WriteError(new ErrorRecord(error, "EnvironmentNotFound", ErrorCategory.ObjectNotFound, Name));
        }
    }
}
