using System;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Tokens that the script brought itself: one for the resource manager, perhaps one for Graph.</summary>
internal sealed class GivenTokens : ITokenSource
{
    private readonly PSAzureEnvironment environment;
    private readonly string manager;
    private readonly string? graph;

    public GivenTokens(PSAzureEnvironment environment, string manager, string? graph)
    {
        this.environment = environment;
        this.manager = manager;
        this.graph = graph;
    }

    public Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel)
    {
        var isGraph = resource.TrimEnd('/').Equals(environment.MicrosoftGraphUrl.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
        var value = isGraph
            ? graph ?? throw new IdentityException("No token for Microsoft Graph was given: pass -MicrosoftGraphAccessToken to Connect-AzAccount.")
            : manager;
        return Task.FromResult(new AccessToken(value, TokenClaims.Read(value).ExpiresOn ?? DateTimeOffset.MaxValue));
    }
}
