using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-PSDrive: forgets a drive; what it stood for stays.</summary>
[Cmdlet(VerbsCommon.Remove, "PSDrive", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
public sealed class RemovePSDriveCommand : ProviderCommand
{
    /// <summary>The names.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    public string[]? Name { get; set; }

    /// <summary>The names, taken as they are.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LiteralName", ValueFromPipelineByPropertyName = true)]
    public string[]? LiteralName { get; set; }

    /// <summary>Where the drive is known.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <summary>Also the current one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in LiteralName ?? Name ?? [])
        {
            ForPath(name, "RemovePSDriveIOError", () =>
            {
                var drive = SessionState.Drive.Get(name);
                if (ShouldProcess($"Name: {drive.Name} Provider: {drive.Provider.Name} Root: {drive.Root}", "Remove Drive"))
                {
                    SessionState.Drive.Remove(name, Force, Scope);
                }
            });
        }
    }
}
