using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-EventSubscriber: who waits for events.</summary>
[Cmdlet(VerbsCommon.Get, "EventSubscriber", DefaultParameterSetName = "BySource")]
[OutputType(typeof(PSEventSubscriber))]
public sealed class GetEventSubscriberCommand : PSCmdlet
{
    /// <summary>Names of sources that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "BySource", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of a subscription.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int? SubscriptionId { get; set; }

    /// <summary>Also those that support others.</summary>
    [Parameter(Position = 1)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var found = Events.Subscribers.Where(each =>
            (!each.SupportEvent || Force)
            && EventChoice.Fits(SourceIdentifier, each.SourceIdentifier)
            && (SubscriptionId is null || each.SubscriptionId == SubscriptionId)).ToArray();
        if (found.Length == 0 && SubscriptionId is not null) EventChoice.WriteMissing(this, "subscription", SubscriptionId);
        else if (found.Length == 0 && SourceIdentifier is not null && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier)) EventChoice.WriteMissing(this, "subscription for", SourceIdentifier);
        WriteObject(found, true);
    }
}
