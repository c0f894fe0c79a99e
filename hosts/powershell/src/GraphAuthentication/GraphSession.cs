using System;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// Who this process is to Microsoft Graph. One for all runspaces, as in the original: a job is a process, and the
/// branches of `ForEach-Object -Parallel` share its sign-in.
/// </summary>
public sealed class GraphSession
{
    private GraphSession()
    {
    }

    public static GraphSession Current { get; } = new();

    /// <summary>Null while nobody is signed in.</summary>
    public GraphContext? Context { get; private set; }

    public GraphEnvironment Environment { get; private set; } = GraphEnvironments.Global;

    /// <summary>How requests behave; Set-MgRequestContext changes it.</summary>
    public GraphRequestContext RequestContext { get; } = new();

    internal ITokenSource? TokenSource { get; private set; }

    internal void SignIn(GraphContext context, GraphEnvironment environment, ITokenSource source)
    {
        Environment = environment;
        TokenSource = source;
        Context = context;
    }

    internal GraphContext? SignOut()
    {
        var last = Context;
        Context = null;
        TokenSource = null;
        Environment = GraphEnvironments.Global;
        return last;
    }

    internal ITokenSource DemandTokenSource() =>
        TokenSource ?? throw new InvalidOperationException("Authentication needed. Please call Connect-MgGraph.");
}
