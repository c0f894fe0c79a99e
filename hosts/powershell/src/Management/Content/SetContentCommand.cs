using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Content: makes a file, or puts new content in place of the old.</summary>
[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetContentCommand : WriteContentCommand
{
    /// <inheritdoc/>
    protected override bool Appends => false;

    /// <inheritdoc/>
    protected override string Action => "Set Content";
}
