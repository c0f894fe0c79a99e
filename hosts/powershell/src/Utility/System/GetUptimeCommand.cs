using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Uptime: how long the machine has been running, or since when.</summary>
[Cmdlet(VerbsCommon.Get, "Uptime", DefaultParameterSetName = "Timespan")]
[OutputType(typeof(TimeSpan), typeof(DateTime))]
public sealed class GetUptimeCommand : PSCmdlet
{
    /// <summary>The moment of the start instead of the length.</summary>
    [Parameter(ParameterSetName = "Since")]
    public SwitchParameter Since { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var running = TimeSpan.FromSeconds(Environment.TickCount64 / 1000);
        WriteObject(Since ? DateTime.Now.Subtract(running) : running);
    }
}
