using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>A cmdlet that waits for the network and can be stopped while it waits.</summary>
public abstract class GraphCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource stopping = new();

    protected CancellationToken StopToken => stopping.Token;

    protected override void StopProcessing() => stopping.Cancel();

    /// <summary>Runs to its end on this thread; a stop is the engine's own exception.</summary>
    protected T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Task.Run(() => work(StopToken), StopToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    protected string HostVersion => SessionState.PSVariable.GetValue("PSVersionTable") is System.Collections.IDictionary table
        ? table["PSVersion"]?.ToString() ?? string.Empty
        : string.Empty;
}
