using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.Identity;

/// <summary>
/// The account's own identity, asked for at the endpoint that the environment names (App Service's protocol of
/// 2019-08-01, which Azure Automation offers too). Source: learn.microsoft.com/azure/app-service/overview-managed-identity.
/// </summary>
internal sealed class ManagedIdentity : ITokenSource
{
    private readonly string? clientId;

    /// <param name="clientId">Of a user-assigned identity; the system's own when null.</param>
    public ManagedIdentity(string? clientId) => this.clientId = clientId;

    public async Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel)
    {
        var (endpoint, secret) = Endpoint();
        var query = $"resource={Uri.EscapeDataString(resource)}&api-version=2019-08-01";
        if (clientId is not null) query += $"&client_id={Uri.EscapeDataString(clientId)}";
        using var http = JobHttp.Create(TimeSpan.FromSeconds(100));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{endpoint}?{query}");
        request.Headers.Add("X-IDENTITY-HEADER", secret);
        try
        {
            using var response = await http.SendAsync(request, cancel).ConfigureAwait(false);
            return await TokenAnswer.ReadAsync(response, text => $"ManagedIdentityCredential authentication failed: {text}").ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new IdentityException($"ManagedIdentityCredential authentication unavailable. The identity endpoint does not answer: {error.Message}", error);
        }
    }

    private static (string Endpoint, string Secret) Endpoint()
    {
        var endpoint = Environment.GetEnvironmentVariable("IDENTITY_ENDPOINT") ?? Environment.GetEnvironmentVariable("MSI_ENDPOINT");
        var secret = Environment.GetEnvironmentVariable("IDENTITY_HEADER") ?? Environment.GetEnvironmentVariable("MSI_SECRET");
        if (string.IsNullOrEmpty(endpoint) || string.IsNullOrEmpty(secret))
        {
            throw new IdentityException(
                "ManagedIdentityCredential authentication unavailable. No managed identity endpoint found. "
                + "Enable the account's identity, or run this as a job: IDENTITY_ENDPOINT and IDENTITY_HEADER are set there.");
        }

        return (endpoint!, secret!);
    }
}
