using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Unregister-Event: ends subscriptions.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "Event", SupportsShouldProcess = true, DefaultParameterSetName = "BySource")]
public sealed class UnregisterEventCommand : PSCmdlet
{
    /// <summary>Names of sources that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "BySource", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of a subscription.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int? SubscriptionId { get; set; }

    /// <summary>Also those that support others.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var found = Events.Subscribers.Where(each =>
            (!each.SupportEvent || Force)
            && (SubscriptionId is null ? EventChoice.Fits(SourceIdentifier, each.SourceIdentifier) : each.SubscriptionId == SubscriptionId)).ToArray();
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier ?? string.Empty)) EventChoice.WriteMissing(this, "subscription", (object?)SubscriptionId ?? SourceIdentifier!);
        foreach (var each in found)
        {
            if (ShouldProcess($"Event subscription '{each.SourceIdentifier}'", "Unsubscribe")) Events.UnsubscribeEvent(each);
        }
    }
}
