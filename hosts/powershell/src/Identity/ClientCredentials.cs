using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.Identity;

/// <summary>
/// An application that signs in for itself, with a secret or with a certificate's key.
/// Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
/// </summary>
internal sealed class ClientCredentials : ITokenSource
{
    private readonly string authority;
    private readonly string tenant;
    private readonly string clientId;
    private readonly Func<string, IEnumerable<KeyValuePair<string, string>>> prove;

    private ClientCredentials(string authority, string tenant, string clientId, Func<string, IEnumerable<KeyValuePair<string, string>>> prove)
    {
        this.authority = authority.TrimEnd('/');
        this.tenant = tenant;
        this.clientId = clientId;
        this.prove = prove;
    }

    public static ClientCredentials WithSecret(string authority, string tenant, string clientId, string secret) =>
        new(authority, tenant, clientId, _ => new[] { new KeyValuePair<string, string>("client_secret", secret) });

    /// <param name="sendChain">Puts the certificate itself into the assertion, for subject name and issuer trust.</param>
    public static ClientCredentials WithCertificate(string authority, string tenant, string clientId, X509Certificate2 certificate, bool sendChain) =>
        new(authority, tenant, clientId, audience => new[]
        {
            new KeyValuePair<string, string>("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            new KeyValuePair<string, string>("client_assertion", ClientAssertion.Sign(certificate, clientId, audience, sendChain)),
        });

    public async Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel)
    {
        var endpoint = $"{authority}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token";
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "client_credentials"),
            new("client_id", clientId),
            new("scope", $"{resource.TrimEnd('/')}/.default"),
        };
        form.AddRange(prove(endpoint));
        using var http = JobHttp.Create(TimeSpan.FromSeconds(100));
        using var content = new FormUrlEncodedContent(form);
        try
        {
            using var response = await http.PostAsync(endpoint, content, cancel).ConfigureAwait(false);
            return await TokenAnswer.ReadAsync(response, text => $"{text}{Remedy.For(text)}").ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new IdentityException($"{authority} does not answer: {error.GetBaseException().Message}", error);
        }
    }
}
