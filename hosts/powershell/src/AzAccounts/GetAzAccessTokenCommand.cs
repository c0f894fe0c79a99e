using System;
using System.Collections.Generic;
using System.Management.Automation;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>
/// A token for a resource. Secure by default, as since Az 14; plain when AZUREPS_OUTPUT_PLAINTEXT_AZACCESSTOKEN is true,
/// the original's own switch. Source: learn.microsoft.com/powershell/module/az.accounts/get-azaccesstoken.
/// </summary>
[Cmdlet(VerbsCommon.Get, "AzAccessToken", DefaultParameterSetName = "KnownResourceTypeName")]
[OutputType("Microsoft.Azure.Commands.Profile.Models.PSSecureAccessToken", "Microsoft.Azure.Commands.Profile.Models.PSAccessToken")]
public sealed class GetAzAccessTokenCommand : AzCmdlet
{
    private static readonly IReadOnlyDictionary<string, string> Resources = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["AadGraph"] = "https://graph.windows.net/",
        ["AnalysisServices"] = "https://region.asazure.windows.net",
        ["AppConfiguration"] = "https://azconfig.io",
        ["Arm"] = "https://management.core.windows.net/",
        ["Attestation"] = "https://attest.azure.net",
        ["Batch"] = "https://batch.core.windows.net/",
        ["CommunicationEmail"] = "https://communication.azure.com",
        ["DataLake"] = "https://datalake.azure.net/",
        ["KeyVault"] = "https://vault.azure.net",
        ["ManagedHsm"] = "https://managedhsm.azure.net",
        ["MSGraph"] = "https://graph.microsoft.com/",
        ["OperationalInsights"] = "https://api.loganalytics.io",
        ["ResourceManager"] = "https://management.azure.com/",
        ["Storage"] = "https://storage.azure.com/",
        ["Synapse"] = "https://dev.azuresynapse.net",
    };

    [Parameter(ParameterSetName = "ResourceUrl", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Resource", "ResourceUri")]
    [ValidateNotNullOrEmpty]
    public string? ResourceUrl { get; set; }

    [Parameter(ParameterSetName = "KnownResourceTypeName")]
    [ValidateSet(
        "AadGraph", "AnalysisServices", "AppConfiguration", "Arm", "Attestation", "Batch", "CommunicationEmail", "DataLake",
        "KeyVault", "ManagedHsm", "MSGraph", "OperationalInsights", "ResourceManager", "Storage", "Synapse")]
    public string ResourceTypeName { get; set; } = "Arm";

    [Parameter]
    public string? TenantId { get; set; }

    /// <summary>What happens anyway; kept for scripts that say it.</summary>
    [Parameter]
    public SwitchParameter AsSecureString { get; set; }

    protected override void ProcessRecord()
    {
        var resource = ResourceUrl ?? Resources[ResourceTypeName];
        var token = Wait(cancel => AzSession.Current.Demand().GetTokenAsync(resource, cancel));
        var context = AzSession.Current.Context!;
        var plain = !AsSecureString
            && string.Equals(System.Environment.GetEnvironmentVariable("AZUREPS_OUTPUT_PLAINTEXT_AZACCESSTOKEN"), "true", StringComparison.OrdinalIgnoreCase);
        var shown = new PSObject();
        shown.TypeNames.Insert(0, $"Microsoft.Azure.Commands.Profile.Models.{(plain ? "PSAccessToken" : "PSSecureAccessToken")}");
        shown.Properties.Add(new PSNoteProperty("Token", plain ? token.Value : SecureText.Protect(token.Value)));
        shown.Properties.Add(new PSNoteProperty("ExpiresOn", token.ExpiresOn));
        shown.Properties.Add(new PSNoteProperty("Type", "Bearer"));
        shown.Properties.Add(new PSNoteProperty("TenantId", token.Claims.TenantId ?? context.Tenant.Id));
        shown.Properties.Add(new PSNoteProperty("UserId", context.Account.Id));
        WriteObject(shown);
    }
}
