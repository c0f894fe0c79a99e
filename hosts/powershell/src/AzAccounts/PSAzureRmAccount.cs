namespace Tenantry.PowerShell.AzAccounts;

/// <summary>An identity that is signed in.</summary>
public sealed class PSAzureRmAccount
{
    public string Id { get; set; } = string.Empty;

    /// <summary>ManagedService, ServicePrincipal or AccessToken.</summary>
    public string Type { get; set; } = string.Empty;

    public string? CertificateThumbprint { get; set; }

    public override string ToString() => Id;
}
