using System;
using System.Linq;
using System.Management.Automation;
using Microsoft.PowerShell;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ExecutionPolicy: Unrestricted, since policies exist on Windows only.</summary>
[Cmdlet(VerbsCommon.Get, "ExecutionPolicy")]
[OutputType(typeof(ExecutionPolicy))]
public sealed class GetExecutionPolicyCommand : PSCmdlet
{
    /// <summary>The scope to look at.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public ExecutionPolicyScope Scope { get; set; }

    /// <summary>Every scope.</summary>
    [Parameter]
    public SwitchParameter List { get; set; }

    // The group policies first, the machine's before the user's.
    private static bool IsPolicy(ExecutionPolicyScope scope) => scope is ExecutionPolicyScope.MachinePolicy or ExecutionPolicyScope.UserPolicy;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!List)
        {
            WriteObject(ExecutionPolicy.Unrestricted);
            return;
        }

        foreach (var scope in Enum.GetValues<ExecutionPolicyScope>().OrderByDescending(IsPolicy).ThenByDescending(scope => IsPolicy(scope) ? (int)scope : -(int)scope))
        {
            var row = new PSObject();
            row.Properties.Add(new PSNoteProperty("Scope", scope));
            row.Properties.Add(new PSNoteProperty("ExecutionPolicy", ExecutionPolicy.Unrestricted));
            WriteObject(row);
        }
    }
}
