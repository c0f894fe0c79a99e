using System.Threading;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.Identity;

/// <summary>Somebody who can sign in to a resource again and again.</summary>
internal interface ITokenSource
{
    /// <param name="resource">Its identifier, `https://graph.microsoft.com`.</param>
    Task<AccessToken> GetTokenAsync(string resource, CancellationToken cancel);
}
