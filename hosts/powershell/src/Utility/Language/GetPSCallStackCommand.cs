using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-PSCallStack: which functions have called one another to get here.</summary>
[Cmdlet(VerbsCommon.Get, "PSCallStack")]
[OutputType(typeof(CallStackFrame))]
public sealed class GetPSCallStackCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Runspace.DefaultRunspace.Debugger.GetCallStack(), enumerateCollection: true);
}
