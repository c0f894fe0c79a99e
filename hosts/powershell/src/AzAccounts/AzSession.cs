using System;
using System.Threading;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Who this process is to Azure. Never written to disk: a job's sign-in ends with it.</summary>
public sealed class AzSession
{
    private AzSession()
    {
    }

    public static AzSession Current { get; } = new();

    public PSAzureContext? Context { get; private set; }

    internal ITokenSource? TokenSource { get; private set; }

    internal void SignIn(PSAzureContext context, ITokenSource source)
    {
        Context = context;
        TokenSource = source;
    }

    internal PSAzureContext? SignOut()
    {
        var last = Context;
        Context = null;
        TokenSource = null;
        return last;
    }

    internal AccessToken Token(string resource, CancellationToken cancel) =>
        Demand().GetTokenAsync(resource, cancel).GetAwaiter().GetResult();

    internal ITokenSource Demand() => TokenSource ?? throw new InvalidOperationException("Run Connect-AzAccount to login.");
}
