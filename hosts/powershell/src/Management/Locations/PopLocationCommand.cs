using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Pop-Location: goes back to the place that Push-Location kept last.</summary>
[Cmdlet(VerbsCommon.Pop, "Location")]
[OutputType(typeof(PathInfo))]
public sealed class PopLocationCommand : ProviderCommand
{
    /// <summary>Gives the new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Which stack.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string StackName { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForPath(StackName, "PopLocationIOError", () =>
        {
            var reached = SessionState.Path.PopLocation(StackName);
            if (PassThru && reached is not null)
            {
                WriteObject(reached);
            }
        });
}
