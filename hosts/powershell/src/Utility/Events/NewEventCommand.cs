using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Event: raises an event of one's own.</summary>
[Cmdlet(VerbsCommon.New, "Event")]
[OutputType(typeof(PSEventArgs))]
public sealed class NewEventCommand : PSCmdlet
{
    /// <summary>The name of the source.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string SourceIdentifier { get; set; } = string.Empty;

    /// <summary>The object that raises it.</summary>
    [Parameter(Position = 1)]
    public PSObject? Sender { get; set; }

    /// <summary>Arguments of the event.</summary>
    [Parameter(Position = 2)]
    public PSObject[] EventArguments { get; set; } = [];

    /// <summary>Anything more about it.</summary>
    [Parameter(Position = 3)]
    public PSObject? MessageData { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(Events.GenerateEvent(SourceIdentifier, Sender?.BaseObject, EventArguments.Select(each => each?.BaseObject).ToArray(), MessageData, true, false));
}
