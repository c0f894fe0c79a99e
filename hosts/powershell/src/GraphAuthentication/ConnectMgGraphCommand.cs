using System;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// Signs in to Microsoft Graph, in the six ways of the original. Source:
/// learn.microsoft.com/powershell/module/microsoft.graph.authentication/connect-mggraph.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "MgGraph", DefaultParameterSetName = User)]
[Alias("Connect-Graph")]
public sealed class ConnectMgGraphCommand : GraphCmdlet
{
    private const string User = "UserParameterSet";
    private const string AppCertificate = "AppCertificateParameterSet";
    private const string AppSecret = "AppSecretCredentialParameterSet";
    private const string ManagedId = "IdentityParameterSet";
    private const string Token = "AccessTokenParameterSet";
    private const string FromEnvironment = "EnvironmentVariableParameterSet";

    [Parameter(ParameterSetName = User, Position = 1)]
    public string[] Scopes { get; set; } = Array.Empty<string>();

    [Parameter(ParameterSetName = AppCertificate, Position = 1, Mandatory = true)]
    [Parameter(ParameterSetName = User)]
    [Parameter(ParameterSetName = ManagedId)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    [Parameter(ParameterSetName = AppCertificate, Position = 2)]
    [Alias("CertificateSubject", "CertificateName")]
    public string? CertificateSubjectName { get; set; }

    [Parameter(ParameterSetName = AppCertificate, Position = 3)]
    public string? CertificateThumbprint { get; set; }

    [Parameter(ParameterSetName = AppCertificate)]
    public SwitchParameter SendCertificateChain { get; set; }

    [Parameter(ParameterSetName = AppCertificate)]
    public X509Certificate2? Certificate { get; set; }

    [Parameter(ParameterSetName = AppSecret, Mandatory = true)]
    [Alias("SecretCredential", "Credential")]
    public PSCredential? ClientSecretCredential { get; set; }

    [Parameter(ParameterSetName = ManagedId, Position = 1, Mandatory = true)]
    [Alias("ManagedIdentity", "ManagedServiceIdentity", "MSI")]
    public SwitchParameter Identity { get; set; }

    [Parameter(ParameterSetName = Token, Position = 1, Mandatory = true)]
    [SecureToken]
    public SecureString? AccessToken { get; set; }

    [Parameter(ParameterSetName = FromEnvironment)]
    public SwitchParameter EnvironmentVariable { get; set; }

    [Parameter(ParameterSetName = AppCertificate)]
    [Parameter(ParameterSetName = AppSecret)]
    [Parameter(ParameterSetName = User, Position = 4)]
    [Alias("Audience", "Tenant")]
    public string? TenantId { get; set; }

    [Parameter]
    [ValidateSet("Process", "CurrentUser")]
    public string ContextScope { get; set; } = "Process";

    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("EnvironmentName", "NationalCloud")]
    public string Environment { get; set; } = "Global";

    [Parameter(ParameterSetName = User)]
    [Alias("UseDeviceAuthentication", "DeviceCode", "DeviceAuth", "Device")]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>Seconds until a request counts as lost.</summary>
    [Parameter]
    public double ClientTimeout { get; set; } = 300;

    [Parameter]
    public SwitchParameter NoWelcome { get; set; }

    [Parameter(DontShow = true)]
    public SwitchParameter Break { get; set; }

    protected override void ProcessRecord()
    {
        try
        {
            var environment = GraphEnvironments.Find(Environment)
                ?? throw new IdentityException($"'{Environment}' is not a known environment. Name it with Add-MgEnvironment, or see Get-MgEnvironment.");
            GraphSession.Current.SignOut();
            var (source, context) = ParameterSetName switch
            {
                AppCertificate => WithCertificate(environment),
                AppSecret => WithSecret(environment),
                ManagedId => WithIdentity(),
                Token => WithToken(),
                FromEnvironment => EnvironmentSignIn.Read(environment),
                _ => throw Interactive(),
            };
            var cached = new CachedTokens(source);
            var token = Wait(cancel => cached.GetTokenAsync(environment.GraphEndpoint, cancel));
            Complete(context, token.Claims);
            GraphSession.Current.RequestContext.ClientTimeout = (int)ClientTimeout;
            GraphSession.Current.SignIn(context, environment, cached);
        }
        catch (IdentityException error)
        {
            // A script that goes on unsigned-in fails far from the cause: it ends here unless it chose otherwise. (The original
            // goes on by default.)
            if (!MyInvocation.BoundParameters.ContainsKey("ErrorAction")) throw new ActionPreferenceStopException(error.Message, error);
            WriteError(new ErrorRecord(error, "AuthenticationFailed", ErrorCategory.AuthenticationError, ClientId ?? ClientSecretCredential?.UserName));
            return;
        }

        if (!NoWelcome) WriteObject(Welcome());
    }

    private (ITokenSource Source, GraphContext Context) WithCertificate(GraphEnvironment environment)
    {
        if (CertificateThumbprint is { Length: not 40 })
            throw new IdentityException($"'{CertificateThumbprint}' is not a certificate thumbprint: it has 40 hexadecimal digits.");
        var certificate = Certificate
            ?? (CertificateThumbprint is not null ? CertificateStore.ByThumbprint(CertificateThumbprint)
                : CertificateSubjectName is not null ? CertificateStore.BySubject(CertificateSubjectName)
                : throw new IdentityException("Give -CertificateThumbprint, -CertificateSubjectName or -Certificate."));
        var source = ClientCredentials.WithCertificate(environment.AzureADEndpoint, DemandTenant(), ClientId!, certificate, SendCertificateChain);
        return (source, new GraphContext
        {
            ClientId = ClientId,
            TenantId = TenantId,
            TokenCredentialType = "ClientCertificate",
            CertificateThumbprint = CertificateThumbprint,
            CertificateSubjectName = CertificateSubjectName,
            SendCertificateChain = SendCertificateChain,
            Certificate = Certificate,
        });
    }

    private (ITokenSource Source, GraphContext Context) WithSecret(GraphEnvironment environment)
    {
        var (client, secret) = (ClientSecretCredential!.UserName, SecureText.Reveal(ClientSecretCredential.Password));
        var source = ClientCredentials.WithSecret(environment.AzureADEndpoint, DemandTenant(), client, secret);
        return (source, new GraphContext { ClientId = client, TenantId = TenantId, TokenCredentialType = "ClientSecret" });
    }

    private (ITokenSource Source, GraphContext Context) WithIdentity() =>
        (new ManagedIdentity(ClientId), new GraphContext { ClientId = ClientId, TokenCredentialType = "ManagedIdentity", ManagedIdentityId = ClientId });

    private (ITokenSource Source, GraphContext Context) WithToken() =>
        (new GivenToken(SecureText.Reveal(AccessToken!)),
            new GraphContext { AuthType = "UserProvidedAccessToken", TokenCredentialType = "UserProvidedAccessToken" });

    private string DemandTenant() =>
        TenantId ?? throw new IdentityException("-TenantId is missing: an application signs in to one tenant, named by its id or a verified domain.");

    private void Complete(GraphContext context, TokenClaims claims)
    {
        context.ClientId ??= claims.ClientId;
        context.TenantId = claims.TenantId ?? context.TenantId;
        context.Scopes = claims.Scopes;
        context.AppName = claims.AppName;
        context.Account = claims.Account;
        context.ContextScope = ContextScope;
        context.Environment = Environment;
        context.PSHostVersion = HostVersion;
    }

    private static IdentityException Interactive() =>
        new("Nobody is there to sign in interactively in a job. Use Connect-MgGraph -Identity, or an application with "
            + "-ClientId, -TenantId and -CertificateThumbprint, or -ClientSecretCredential.");

    private static string Welcome() => "Welcome to Microsoft Graph!";
}
