using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Chooses the subscription that requests are about, for whoever is signed in.</summary>
[Cmdlet(VerbsCommon.Set, "AzContext", SupportsShouldProcess = true)]
[Alias("Select-AzSubscription")]
[OutputType("Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext")]
public sealed class SetAzContextCommand : AzCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("SubscriptionId", "SubscriptionName", "Id")]
    public string? Subscription { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "TenantId")]
    public string? Tenant { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? Context { get; set; }

    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    [ValidateSet("Process", "CurrentUser")]
    public string Scope { get; set; } = "Process";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var context = Wait(_ =>
        {
            AzSession.Current.Demand();
            var current = AzSession.Current.Context!;
            if (Tenant is not null && !Tenant.Equals(current.Tenant.Id, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"This identity belongs to tenant '{current.Tenant.Id}', not to '{Tenant}'. Connect-AzAccount -Tenant signs in elsewhere.");
            return Task.FromResult(current);
        });
        var subscription = Subscription ?? (Context?.BaseObject as PSAzureContext)?.Subscription?.Id;
        if (!ShouldProcess(subscription ?? context.Name, "set context")) return;
        if (subscription is not null) context.Subscription = new PSAzureSubscription { Id = subscription, Name = subscription };
        if (Name is not null) context.Name = Name;
        WriteObject(Named(context, "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext"));
    }
}
