using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Add-Content: writes behind what a file holds; keeps its encoding.</summary>
[Cmdlet(VerbsCommon.Add, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class AddContentCommand : WriteContentCommand
{
    /// <inheritdoc/>
    protected override bool Appends => true;

    /// <inheritdoc/>
    protected override string Action => "Add Content";
}
