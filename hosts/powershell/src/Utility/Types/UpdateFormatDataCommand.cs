using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Update-FormatData: views from .format.ps1xml files for this session.</summary>
[Cmdlet(VerbsData.Update, "FormatData", SupportsShouldProcess = true, DefaultParameterSetName = "FileSet")]
public sealed class UpdateFormatDataCommand : DataFileCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Read("Format", new EngineTypes(this).AddFormatFiles);
}
