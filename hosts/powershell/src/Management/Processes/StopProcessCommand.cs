using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Stop-Process: ends processes at once.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Process", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(Process))]
public sealed class StopProcessCommand : ChosenProcessCommand
{
    /// <summary>Would ask no question; none is asked here.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var process in Chosen().ToArray())
        {
            if (!ShouldProcess($"{ProcessChoice.Name(process)} ({process.Id})")) continue;
            Stop(process);
            if (PassThru) WriteObject(process);
        }
    }

    private void Stop(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            var refused = new ProcessCommandException($"Cannot stop process \"{ProcessChoice.Name(process)} ({process.Id})\" because of the following error: {error.Message}", error);
            WriteError(new ErrorRecord(refused, "CouldNotStopProcess", ErrorCategory.CloseError, process));
        }
    }
}
