using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;

namespace Microsoft.PowerShell.Commands;

/// <summary>Wait-Event: until an event has come, or the time is over.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Event")]
[OutputType(typeof(PSEventArgs))]
public sealed class WaitEventCommand : PSCmdlet, IDisposable
{
    private readonly AutoResetEvent came = new(false);
    private volatile bool stopped;

    /// <summary>Names of sources that may hold wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>Seconds at most; -1 is for ever.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var end = Timeout < 0 ? DateTime.MaxValue : DateTime.UtcNow.AddSeconds(Timeout);
        Events.ReceivedEvents.PSEventReceived += Signal;
        try
        {
            while (!stopped && Kept() is var kept)
            {
                if (kept is not null) WriteObject(kept);
                if (kept is not null || DateTime.UtcNow >= end) return;
                // The engine gives events to this thread only between commands, so it is asked for them in turns.
                came.WaitOne(TimeSpan.FromMilliseconds(Math.Clamp((end - DateTime.UtcNow).TotalMilliseconds, 0, 200)));
            }
        }
        finally
        {
            Events.ReceivedEvents.PSEventReceived -= Signal;
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        stopped = true;
        came.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => came.Dispose();

    private void Signal(object? sender, PSEventArgs args) => came.Set();

    private PSEventArgs? Kept()
    {
        lock (Events.ReceivedEvents.SyncRoot) return Events.ReceivedEvents.FirstOrDefault(each => EventChoice.Fits(SourceIdentifier, each.SourceIdentifier));
    }
}
