using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-PSDrive: a short name for a place of a provider.</summary>
[Cmdlet(VerbsCommon.New, "PSDrive", SupportsShouldProcess = true)]
[OutputType(typeof(PSDriveInfo))]
public sealed class NewPSDriveCommand : ProviderCommand
{
    /// <summary>The name, without colon.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The provider.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string PSProvider { get; set; } = string.Empty;

    /// <summary>The place.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Root { get; set; } = string.Empty;

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Description { get; set; } = string.Empty;

    /// <summary>Where the drive is known.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Scope { get; set; } = "Local";

    /// <summary>Who asks, for providers that want to know.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A drive of Windows; there is none here.</summary>
    [Parameter]
    public SwitchParameter Persist { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForPath(Root, "NewPSDriveIOError", () =>
        {
            var provider = SessionState.Provider.GetOne(PSProvider);
            var drive = new PSDriveInfo(Name, provider, Root, Description, Credential);
            if (ShouldProcess($"Name: {Name} Provider: {PSProvider} Root: {Root}", "New drive"))
            {
                WriteObject(SessionState.Drive.New(drive, Scope));
            }
        });
}
