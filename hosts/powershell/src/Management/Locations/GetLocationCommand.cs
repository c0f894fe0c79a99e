using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Location: where the session is, of a drive or provider, or a stack of places kept by Push-Location.</summary>
[Cmdlet(VerbsCommon.Get, "Location", DefaultParameterSetName = "Location")]
[OutputType(typeof(PathInfo), typeof(PathInfoStack))]
public sealed class GetLocationCommand : ProviderCommand
{
    /// <summary>Locations of these providers.</summary>
    [Parameter(ParameterSetName = "Location", ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <summary>Locations of these drives.</summary>
    [Parameter(ParameterSetName = "Location", ValueFromPipelineByPropertyName = true)]
    public string[]? PSDrive { get; set; }

    /// <summary>The stack instead of the place.</summary>
    [Parameter(ParameterSetName = "Stack")]
    public SwitchParameter Stack { get; set; }

    /// <summary>Which stack.</summary>
    [Parameter(ParameterSetName = "Stack", ValueFromPipelineByPropertyName = true)]
    public string[]? StackName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Stack")
        {
            foreach (var name in StackName ?? [string.Empty])
            {
                ForPath(name, "GetLocationIOError", () => WriteObject(SessionState.Path.LocationStack(name)));
            }
        }
        else if (PSDrive is not null)
        {
            foreach (var drive in PSDrive)
            {
                ForPath(drive, "GetLocationIOError", () => WriteObject(SessionState.Path.CurrentProviderLocation(SessionState.Drive.Get(drive).Provider.Name)));
            }
        }
        else if (PSProvider is not null)
        {
            foreach (var provider in PSProvider)
            {
                ForPath(provider, "GetLocationIOError", () => WriteObject(SessionState.Path.CurrentProviderLocation(provider)));
            }
        }
        else
        {
            WriteObject(SessionState.Path.CurrentLocation);
        }
    }
}
