namespace Tenantry.PowerShell.AzAccounts;

/// <summary>A cloud: where to sign in, and where its resource manager answers.</summary>
public sealed class PSAzureEnvironment
{
    public string Name { get; set; } = string.Empty;

    public string ActiveDirectoryAuthority { get; set; } = string.Empty;

    public string ResourceManagerUrl { get; set; } = string.Empty;

    /// <summary>What a token for the resource manager is asked for.</summary>
    public string ActiveDirectoryServiceEndpointResourceId { get; set; } = string.Empty;

    public string MicrosoftGraphUrl { get; set; } = string.Empty;

    public override string ToString() => Name;
}
