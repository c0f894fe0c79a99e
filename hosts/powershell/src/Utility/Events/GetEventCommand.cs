using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Event: the events that wait to be looked at.</summary>
[Cmdlet(VerbsCommon.Get, "Event", DefaultParameterSetName = "BySource")]
[OutputType(typeof(PSEventArgs))]
public sealed class GetEventCommand : PSCmdlet
{
    /// <summary>Names of sources that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "BySource", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of an event.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int? EventIdentifier { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PSEventArgs[] found;
        lock (Events.ReceivedEvents.SyncRoot)
        {
            found = Events.ReceivedEvents.Where(each =>
                EventChoice.Fits(SourceIdentifier, each.SourceIdentifier) && (EventIdentifier is null || each.EventIdentifier == EventIdentifier)).ToArray();
        }

        if (found.Length == 0 && EventIdentifier is not null) EventChoice.WriteMissing(this, "event", EventIdentifier);
        else if (found.Length == 0 && SourceIdentifier is not null && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier)) EventChoice.WriteMissing(this, "event of", SourceIdentifier);
        WriteObject(found, true);
    }
}
