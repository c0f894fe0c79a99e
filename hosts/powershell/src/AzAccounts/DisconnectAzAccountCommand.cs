using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Signs out; does nothing when nobody is signed in.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AzAccount", SupportsShouldProcess = true)]
[Alias("Logout-AzAccount", "Remove-AzAccount")]
public sealed class DisconnectAzAccountCommand : AzCmdlet
{
    [Parameter(Position = 0)]
    [Alias("Id")]
    public string? Username { get; set; }

    [Parameter]
    public string? ApplicationId { get; set; }

    [Parameter]
    public string? TenantId { get; set; }

    [Parameter]
    public string? ContextName { get; set; }

    [Parameter]
    [ValidateSet("Process", "CurrentUser")]
    public string Scope { get; set; } = "Process";

    protected override void ProcessRecord()
    {
        if (AzSession.Current.Context is not { } context || !ShouldProcess(context.Account.Id, "log out")) return;
        AzSession.Current.SignOut();
        WriteObject(Named(context.Account, "Microsoft.Azure.Commands.Profile.Models.PSAzureRmAccount"));
    }
}
