using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Was part of the first version of the SDK. Kept only to say what took its place.</summary>
[Cmdlet(VerbsCommon.Select, "MgProfile")]
public sealed class SelectMgProfileCommand : PSCmdlet
{
    [Parameter(Position = 1)]
    [Alias("ProfileName")]
    public string? Name { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        if (Name?.Equals("v1.0", System.StringComparison.OrdinalIgnoreCase) == true)
        {
            WriteWarning("Select-MgProfile is gone since Microsoft.Graph 2.0, where Get-Mg… always means v1.0: remove this line.");
            return;
        }

        var error = new PSNotSupportedException(
            "Select-MgProfile is gone since Microsoft.Graph 2.0. Remove this line and call the beta cmdlets by their own names, "
            + "such as Get-MgBetaUser in place of Get-MgUser.");
        ThrowTerminatingError(new ErrorRecord(error, "SelectMgProfileGone", ErrorCategory.NotImplemented, Name));
    }
}
