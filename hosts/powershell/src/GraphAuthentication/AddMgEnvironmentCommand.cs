using System;
using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Names a cloud of one's own, for this process.</summary>
[Cmdlet(VerbsCommon.Add, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public class AddMgEnvironmentCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    public string AzureADEndpoint { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 3, ValueFromPipelineByPropertyName = true)]
    public string GraphEndpoint { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        if (GraphEnvironments.Find(Name)?.Type == "Built-in")
        {
            var error = new InvalidOperationException($"'{Name}' is a built-in environment and stays as it is. Choose another name.");
            ThrowTerminatingError(new ErrorRecord(error, "EnvironmentBuiltIn", ErrorCategory.InvalidOperation, Name));
        }

        if (!ShouldProcess(Name)) return;
        var environment = new GraphEnvironment { Name = Name, AzureADEndpoint = AzureADEndpoint.TrimEnd('/'), GraphEndpoint = GraphEndpoint.TrimEnd('/') };
        GraphEnvironments.Put(environment);
        WriteObject(environment);
    }
}
