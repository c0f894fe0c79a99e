using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Names a cloud by its endpoints, for this process.</summary>
[Cmdlet(VerbsCommon.Add, "AzEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(PSAzureEnvironment))]
public sealed class AddAzEnvironmentCommand : AzCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AdEndpointUrl", "ActiveDirectory")]
    public string? ActiveDirectoryEndpoint { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceManager", "ResourceManagerUrl")]
    public string? ResourceManagerEndpoint { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ActiveDirectoryServiceEndpointResourceId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MicrosoftGraphUrl { get; set; }

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, "add environment")) return;
        var model = AzEnvironments.AzureCloud;
        var environment = new PSAzureEnvironment
        {
            Name = Name,
            ActiveDirectoryAuthority = ActiveDirectoryEndpoint ?? model.ActiveDirectoryAuthority,
            ResourceManagerUrl = ResourceManagerEndpoint ?? model.ResourceManagerUrl,
            ActiveDirectoryServiceEndpointResourceId =
                ActiveDirectoryServiceEndpointResourceId ?? ResourceManagerEndpoint ?? model.ActiveDirectoryServiceEndpointResourceId,
            MicrosoftGraphUrl = MicrosoftGraphUrl ?? model.MicrosoftGraphUrl,
        };
        AzEnvironments.Put(environment);
        WriteObject(environment);
    }
}
