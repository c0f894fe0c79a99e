using System;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Automation;

/// <summary>Set-AutomationVariable: changes a variable that is there.</summary>
[Cmdlet(VerbsCommon.Set, "AutomationVariable")]
public sealed class SetAutomationVariableCommand : AssetCommand
{
    /// <summary>Kept as JSON.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Value { get; set; }

    /// <inheritdoc/>
    protected override void Process(JobServices job)
    {
        try
        {
            job.SetVariable(Name, Value);
        }
        catch (ArgumentException fault)
        {
            ThrowTerminatingError(new ErrorRecord(fault, "ValueNotJson", ErrorCategory.InvalidArgument, Value));
        }
    }
}
