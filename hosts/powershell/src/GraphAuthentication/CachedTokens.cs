using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Keeps the token of one resource until it is about to expire.</summary>
internal sealed class CachedTokens : ITokenSource
{
    private readonly ITokenSource source;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private (string Resource, AccessToken Token)? last;

    public CachedTokens(ITokenSource source) => this.source = source;

    public async Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (last is { } known && known.Resource == resource && known.Token.IsFresh) return known.Token;
            var token = await source.GetTokenAsync(resource, cancel).ConfigureAwait(false);
            last = (resource, token);
            return token;
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
