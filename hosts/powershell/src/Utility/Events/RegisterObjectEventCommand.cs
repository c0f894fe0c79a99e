using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Register-ObjectEvent: something is done, or kept for Get-Event, whenever an object raises an event.</summary>
[Cmdlet(VerbsLifecycle.Register, "ObjectEvent")]
[OutputType(typeof(PSEventJob))]
public sealed class RegisterObjectEventCommand : ObjectEventRegistrationBase
{
    /// <summary>The object, or a type for its static events.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The event.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    public string EventName { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override object? GetSourceObject() => InputObject;

    /// <inheritdoc/>
    protected override string GetSourceObjectEventName() => EventName;
}
