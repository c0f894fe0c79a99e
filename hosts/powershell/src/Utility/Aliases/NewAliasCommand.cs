using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Alias: makes an alias that is not there.</summary>
[Cmdlet(VerbsCommon.New, "Alias", SupportsShouldProcess = true)]
[OutputType(typeof(AliasInfo))]
public sealed class NewAliasCommand : WriteAliasCommandBase
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Force && Session.Alias(Name, Scope) is not null) ReportPresent(Name);
        else Try(() => Write("New Alias"));
    }
}
