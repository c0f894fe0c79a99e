using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-Alias: takes aliases away.</summary>
[Cmdlet(VerbsCommon.Remove, "Alias", DefaultParameterSetName = "Default")]
public sealed class RemoveAliasCommand : AliasCommandBase
{
    /// <summary>The aliases.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    /// <summary>Read-only ones as well.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            if (Session.Alias(name, Scope) is null) ReportMissing("name", name);
            else Try(() => Session.RemoveAlias(name, Force));
        }
    }
}
