namespace Tenantry.PowerShell.AzAccounts;

/// <summary>The subscription that requests are about.</summary>
public sealed class PSAzureSubscription
{
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public override string ToString() => Id;
}
