using System;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// Patience with a service that refuses for now: the SDK's own figures. Source:
/// learn.microsoft.com/powershell/module/microsoft.graph.authentication/set-mgrequestcontext.
/// </summary>
public sealed class GraphRequestContext
{
    /// <summary>Seconds until a request counts as lost.</summary>
    public int ClientTimeout { get; set; } = 300;

    public int MaxRetry { get; set; } = 3;

    /// <summary>Seconds before the first repetition, when the service names no time; doubled each time.</summary>
    public int RetryDelay { get; set; } = 3;

    /// <summary>Together no longer than this; none when zero.</summary>
    public TimeSpan RetriesTimeLimit { get; set; } = TimeSpan.Zero;
}
