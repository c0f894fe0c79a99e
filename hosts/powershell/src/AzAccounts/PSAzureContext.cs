namespace Tenantry.PowerShell.AzAccounts;

/// <summary>What Get-AzContext shows.</summary>
public sealed class PSAzureContext
{
    public string Name { get; set; } = string.Empty;

    public PSAzureRmAccount Account { get; set; } = new();

    public PSAzureEnvironment Environment { get; set; } = AzEnvironments.AzureCloud;

    public PSAzureSubscription? Subscription { get; set; }

    public PSAzureTenant Tenant { get; set; } = new();

    public override string ToString() => Name;
}
