using System;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>A token that the script brought itself: it cannot be renewed.</summary>
internal sealed class GivenToken : ITokenSource
{
    private readonly AccessToken token;

    public GivenToken(string value) =>
        token = new AccessToken(value, TokenClaims.Read(value).ExpiresOn ?? DateTimeOffset.MaxValue);

    public Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel) =>
        token.ExpiresOn > DateTimeOffset.UtcNow
            ? Task.FromResult(token)
            : throw new IdentityException("The access token given to Connect-MgGraph has expired. Get a new one and call Connect-MgGraph again.");
}
