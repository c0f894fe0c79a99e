using System;
using System.Management.Automation;
using System.Threading;

namespace Microsoft.PowerShell.Commands;

/// <summary>Start-Sleep: waits, and ends at once when the job is stopped.</summary>
[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    // Not the slim one: that counts by a coarse clock, and a wait would end some milliseconds early.
    private readonly ManualResetEvent stopped = new(false);

    /// <summary>How long, in seconds; parts of a second count.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Seconds", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0.0, (double)(int.MaxValue / 1000))]
    public double Seconds { get; set; }

    /// <summary>How long, in milliseconds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds", ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    [Alias("ms")]
    public int Milliseconds { get; set; }

    /// <summary>How long, as a time span.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "FromTimeSpan", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ts")]
    public TimeSpan Duration { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var length = ParameterSetName switch
        {
            "Seconds" => TimeSpan.FromMilliseconds(Seconds * 1000),
            "Milliseconds" => TimeSpan.FromMilliseconds(Milliseconds),
            _ => Duration,
        };
        if (length < TimeSpan.Zero || length.TotalMilliseconds > int.MaxValue)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException($"A wait lasts between zero and {TimeSpan.FromMilliseconds(int.MaxValue)}."),
                "InvalidDuration",
                ErrorCategory.InvalidArgument,
                length));
        }

        stopped.WaitOne(length);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped.Set();

    /// <inheritdoc/>
    public void Dispose() => stopped.Dispose();
}
