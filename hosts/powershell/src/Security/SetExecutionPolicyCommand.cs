using System;
using System.Management.Automation;
using Microsoft.PowerShell;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Set-ExecutionPolicy: policies exist on Windows only, so this says "not supported" as an ordinary error and the script
/// goes on, which is what scripts that begin with it need.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ExecutionPolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class SetExecutionPolicyCommand : PSCmdlet
{
    /// <summary>The policy asked for.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public ExecutionPolicy ExecutionPolicy { get; set; }

    /// <summary>The scope asked for.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public ExecutionPolicyScope Scope { get; set; } = ExecutionPolicyScope.LocalMachine;

    /// <summary>Would ask no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ThrowTerminatingError(new ErrorRecord(
            new PlatformNotSupportedException("Operation is not supported on this platform."),
            "System.PlatformNotSupportedException",
            ErrorCategory.NotSpecified,
            null));
}
