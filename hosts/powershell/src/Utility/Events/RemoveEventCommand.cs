using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Event: forgets events that wait to be looked at.</summary>
[Cmdlet(VerbsCommon.Remove, "Event", SupportsShouldProcess = true, DefaultParameterSetName = "BySource")]
public sealed class RemoveEventCommand : PSCmdlet
{
    /// <summary>Names of sources that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "BySource", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of an event.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ByIdentifier", ValueFromPipelineByPropertyName = true)]
    public int? EventIdentifier { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var kept = Events.ReceivedEvents;
        lock (kept.SyncRoot)
        {
            var found = kept.Where(each => EventIdentifier is null ? EventChoice.Fits(SourceIdentifier, each.SourceIdentifier) : each.EventIdentifier == EventIdentifier).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier ?? string.Empty)) EventChoice.WriteMissing(this, "event", (object?)EventIdentifier ?? SourceIdentifier!);
            foreach (var each in found.Where(each => ShouldProcess($"Event '{each.SourceIdentifier}'", "Remove"))) kept.RemoveAt(kept.ToList().IndexOf(each));
        }
    }
}
