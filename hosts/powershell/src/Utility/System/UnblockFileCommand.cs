using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Unblock-File: files are marked as downloaded on Windows and macOS only, so here it says that it cannot.</summary>
[Cmdlet(VerbsSecurity.Unblock, "File", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
public sealed class UnblockFileCommand : PSCmdlet
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ByPath")]
    public string[] Path { get; set; } = [];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        ThrowTerminatingError(new ErrorRecord(
            new PlatformNotSupportedException("Linux does not mark files as downloaded, so there is nothing to unblock: take the line out."),
            "LinuxNotSupported",
            ErrorCategory.NotImplemented,
            null));
}
