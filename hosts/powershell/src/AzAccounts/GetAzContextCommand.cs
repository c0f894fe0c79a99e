using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Who is signed in; nothing when nobody is.</summary>
[Cmdlet(VerbsCommon.Get, "AzContext")]
[OutputType("Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext")]
public sealed class GetAzContextCommand : AzCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string? Name { get; set; }

    [Parameter]
    public SwitchParameter ListAvailable { get; set; }

    [Parameter]
    public SwitchParameter RefreshContextFromTokenCache { get; set; }

    protected override void ProcessRecord()
    {
        if (AzSession.Current.Context is not { } context) return;
        if (Name is null || WildcardPattern.Get(Name, WildcardOptions.IgnoreCase).IsMatch(context.Name))
            WriteObject(Named(context, "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext"));
    }
}
