using System.Collections;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>What Connect-AzAccount answers with.</summary>
public sealed class PSAzureProfile
{
    public PSAzureContext? Context { get; set; }

    public Hashtable Environments { get; } = new();
}
