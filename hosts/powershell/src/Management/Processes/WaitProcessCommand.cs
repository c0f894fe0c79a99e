using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Wait-Process: until the processes have ended, or one of them, or the time is over.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Process", DefaultParameterSetName = "Name")]
[OutputType(typeof(Process))]
public sealed class WaitProcessCommand : ChosenProcessCommand, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Process> waited = [];

    /// <summary>Seconds at most.</summary>
    [Parameter(Position = 1)]
    [Alias("TimeoutSec")]
    [ValidateRange(0, 32767)]
    public int Timeout { get; set; }

    /// <summary>One that ends is enough.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => waited.AddRange(Chosen());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Timeout))) patience.CancelAfter(TimeSpan.FromSeconds(Timeout));
        try
        {
            var ends = waited.Select(process => process.WaitForExitAsync(patience.Token)).ToArray();
            if (Any && ends.Length > 0) Task.WhenAny(ends).GetAwaiter().GetResult();
            else Task.WhenAll(ends).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            if (stop.IsCancellationRequested) throw new PipelineStoppedException();
        }

        var running = waited.Where(process => !process.HasExited).ToArray();
        if (!Any || running.Length == waited.Count)
        {
            foreach (var process in running) WriteTimeout(process);
        }

        if (PassThru) WriteObject(waited, true);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private void WriteTimeout(Process process)
    {
        var error = new TimeoutException($"This command stopped operation because process \"{ProcessChoice.Name(process)} ({process.Id})\" is not stopped in the specified time-out.");
        WriteError(new ErrorRecord(error, "ProcessNotTerminated", ErrorCategory.CloseError, process));
    }
}
