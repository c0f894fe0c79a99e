using System;
using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Forgets a cloud of one's own.</summary>
[Cmdlet(VerbsCommon.Remove, "MgEnvironment", SupportsShouldProcess = true)]
public sealed class RemoveMgEnvironmentCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        var known = GraphEnvironments.Find(Name);
        if (known is null or { Type: "Built-in" })
        {
            var error = new InvalidOperationException($"'{Name}' is not an environment that Add-MgEnvironment made.");
            ThrowTerminatingError(new ErrorRecord(error, "EnvironmentNotFound", ErrorCategory.ObjectNotFound, Name));
        }

        if (ShouldProcess(Name)) GraphEnvironments.Remove(Name);
    }
}
