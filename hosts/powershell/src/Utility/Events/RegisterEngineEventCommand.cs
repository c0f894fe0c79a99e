using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Register-EngineEvent: something is done for events of the engine, or those that New-Event makes.</summary>
[Cmdlet(VerbsLifecycle.Register, "EngineEvent")]
[OutputType(typeof(PSEventJob))]
public sealed class RegisterEngineEventCommand : ObjectEventRegistrationBase
{
    /// <summary>The name of the source.</summary>
    [Parameter(Position = 100, Mandatory = true)]
    public new string SourceIdentifier
    {
        get => base.SourceIdentifier;
        set => base.SourceIdentifier = value;
    }

    /// <inheritdoc/>
    protected override object? GetSourceObject()
    {
        if (Action is null && !Forward)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException("The action must be specified for non-forwarded events."),
                "ACTION_MANDATORY_FOR_LOCAL",
                ErrorCategory.InvalidArgument,
                null));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? GetSourceObjectEventName() => null;
}
