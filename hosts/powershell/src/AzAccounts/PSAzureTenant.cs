namespace Tenantry.PowerShell.AzAccounts;

/// <summary>The directory that an identity belongs to.</summary>
public sealed class PSAzureTenant
{
    public string Id { get; set; } = string.Empty;

    public override string ToString() => Id;
}
