using System;
using System.Security.Cryptography.X509Certificates;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// An application whose id, tenant and proof stand in the environment, under the names that Azure's clients share.
/// Source: learn.microsoft.com/dotnet/api/azure.identity.environmentcredential.
/// </summary>
internal static class EnvironmentSignIn
{
    public static (ITokenSource Source, GraphContext Context) Read(GraphEnvironment environment)
    {
        var (client, tenant) = (Demand("AZURE_CLIENT_ID"), Demand("AZURE_TENANT_ID"));
        if (Value("AZURE_CLIENT_SECRET") is { } secret)
        {
            return (
                ClientCredentials.WithSecret(environment.AzureADEndpoint, tenant, client, secret),
                new GraphContext { ClientId = client, TenantId = tenant, TokenCredentialType = "EnvironmentVariable" });
        }

        var certificate = Open(Demand("AZURE_CLIENT_CERTIFICATE_PATH"), Value("AZURE_CLIENT_CERTIFICATE_PASSWORD"));
        var sendChain = Value("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN") is "true" or "1";
        return (
            ClientCredentials.WithCertificate(environment.AzureADEndpoint, tenant, client, certificate, sendChain),
            new GraphContext { ClientId = client, TenantId = tenant, TokenCredentialType = "EnvironmentVariable", SendCertificateChain = sendChain });
    }

    private static X509Certificate2 Open(string path, string? password)
    {
        try
        {
#if NETSTANDARD2_0
            return new X509Certificate2(path, password, X509KeyStorageFlags.DefaultKeySet);
#else
            return X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
#endif
        }
        catch (Exception error) when (error is System.Security.Cryptography.CryptographicException or System.IO.IOException)
        {
            throw new IdentityException($"AZURE_CLIENT_CERTIFICATE_PATH names '{path}', which cannot be read as a .pfx: {error.Message}", error);
        }
    }

    private static string Demand(string name) =>
        Value(name) ?? throw new IdentityException(
            $"EnvironmentCredential authentication unavailable. {name} is not set: set AZURE_CLIENT_ID, AZURE_TENANT_ID and "
            + "AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH, or use another of Connect-MgGraph's ways.");

    private static string? Value(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
