using System;
using System.Management.Automation;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>
/// Signs in to Azure without a person: as the account's identity, as an application, or with a token.
/// Source: learn.microsoft.com/powershell/module/az.accounts/connect-azaccount.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "AzAccount", DefaultParameterSetName = User, SupportsShouldProcess = true)]
[Alias("Login-AzAccount", "Login-AzureRmAccount", "Add-AzAccount")]
[OutputType("Microsoft.Azure.Commands.Profile.Models.Core.PSAzureProfile")]
public sealed class ConnectAzAccountCommand : AzCmdlet
{
    private const string User = "UserWithSubscriptionId";
    private const string ManagedId = "ManagedServiceLogin";
    private const string Secret = "ServicePrincipalWithSubscriptionId";
    private const string Thumbprint = "ServicePrincipalCertificateWithSubscriptionId";
    private const string Token = "AccessTokenWithSubscriptionId";

    /// <summary>What the original calls a system-assigned identity.</summary>
    private const string SystemAssigned = "MSI@50342";

    [Parameter(ParameterSetName = ManagedId, Mandatory = true)]
    [Alias("MSI", "ManagedService")]
    public SwitchParameter Identity { get; set; }

    [Parameter(ParameterSetName = Secret, Mandatory = true)]
    [Parameter(ParameterSetName = Thumbprint)]
    public SwitchParameter ServicePrincipal { get; set; }

    [Parameter(ParameterSetName = Secret, Mandatory = true)]
    [Parameter(ParameterSetName = User)]
    public PSCredential? Credential { get; set; }

    [Parameter(ParameterSetName = Thumbprint, Mandatory = true)]
    public string? CertificateThumbprint { get; set; }

    [Parameter(ParameterSetName = Thumbprint, Mandatory = true)]
    public string? ApplicationId { get; set; }

    [Parameter(ParameterSetName = Thumbprint)]
    public SwitchParameter SendCertificateChain { get; set; }

    [Parameter(ParameterSetName = Token, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AccessToken { get; set; }

    [Parameter(ParameterSetName = Token)]
    public string? GraphAccessToken { get; set; }

    [Parameter(ParameterSetName = Token)]
    public string? MicrosoftGraphAccessToken { get; set; }

    /// <summary>The client id of a user-assigned identity, or whose token it is.</summary>
    [Parameter(ParameterSetName = ManagedId)]
    [Parameter(ParameterSetName = Token, Mandatory = true)]
    [Parameter(ParameterSetName = User)]
    public string? AccountId { get; set; }

    [Parameter(ParameterSetName = Secret, Mandatory = true)]
    [Parameter(ParameterSetName = Thumbprint, Mandatory = true)]
    [Parameter(ParameterSetName = ManagedId)]
    [Parameter(ParameterSetName = Token)]
    [Parameter(ParameterSetName = User)]
    [Alias("Domain", "TenantId")]
    public string? Tenant { get; set; }

    [Parameter]
    [Alias("SubscriptionName", "SubscriptionId")]
    public string? Subscription { get; set; }

    [Parameter]
    [Alias("EnvironmentName")]
    public string Environment { get; set; } = "AzureCloud";

    [Parameter(ParameterSetName = User)]
    [Alias("DeviceCode", "DeviceAuth", "Device")]
    public SwitchParameter UseDeviceAuthentication { get; set; }

    [Parameter]
    public string? ContextName { get; set; }

    [Parameter]
    [ValidateSet("Process", "CurrentUser")]
    public string Scope { get; set; } = "Process";

    [Parameter]
    public SwitchParameter SkipContextPopulation { get; set; }

    [Parameter]
    public int MaxContextPopulation { get; set; } = 25;

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Environment, "log in")) return;
        var (token, source, account, environment) = Wait(async cancel =>
        {
            var cloud = AzEnvironments.Find(Environment)
                ?? throw new IdentityException($"Unable to find environment with name '{Environment}'. Name it with Add-AzEnvironment.");
            var (signIn, who) = Choose(cloud);
            var first = await signIn.GetTokenAsync(cloud.ActiveDirectoryServiceEndpointResourceId, cancel).ConfigureAwait(false);
            return (first, signIn, who, cloud);
        });
        var tenant = token.Claims.TenantId ?? Tenant ?? string.Empty;
        var context = new PSAzureContext
        {
            Account = account,
            Environment = environment,
            Tenant = new PSAzureTenant { Id = tenant },
            Subscription = Subscription is null ? null : new PSAzureSubscription { Id = Subscription, Name = Subscription },
        };
        context.Name = ContextName ?? string.Join(" - ", (context.Subscription?.Name ?? "Default"), tenant, account.Id);
        AzSession.Current.SignIn(context, source);
        var profile = new PSAzureProfile { Context = context };
        profile.Environments[environment.Name] = environment;
        WriteObject(Named(profile, "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureProfile"));
    }

    private (ITokenSource Source, PSAzureRmAccount Account) Choose(PSAzureEnvironment environment) => ParameterSetName switch
    {
        ManagedId => (new ManagedIdentity(AccountId), Account(AccountId ?? SystemAssigned, "ManagedService")),
        Secret => (
            ClientCredentials.WithSecret(environment.ActiveDirectoryAuthority, Tenant!, Credential!.UserName, SecureText.Reveal(Credential.Password)),
            Account(Credential.UserName, "ServicePrincipal")),
        Thumbprint => (
            ClientCredentials.WithCertificate(
                environment.ActiveDirectoryAuthority, Tenant!, ApplicationId!, CertificateStore.ByThumbprint(CertificateThumbprint!), SendCertificateChain),
            new PSAzureRmAccount { Id = ApplicationId!, Type = "ServicePrincipal", CertificateThumbprint = CertificateThumbprint }),
        Token => (
            new GivenTokens(environment, AccessToken!, MicrosoftGraphAccessToken ?? GraphAccessToken),
            Account(AccountId!, "AccessToken")),
        _ => throw new IdentityException(
            "Nobody is there to sign in interactively in a job. Use Connect-AzAccount -Identity, or -ServicePrincipal with "
            + "-Credential or -CertificateThumbprint."),
    };

    private static PSAzureRmAccount Account(string id, string type) => new() { Id = id, Type = type };
}
