using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Import-PowerShellDataFile: the hash table of a .psd1 file, without running anything in it.</summary>
[Cmdlet(VerbsData.Import, "PowerShellDataFile", DefaultParameterSetName = "ByPath")]
public sealed class ImportPowerShellDataFileCommand : PSCmdlet
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ByPath", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Kept for scripts that ask for it; there is no limit on keys here.</summary>
    [Parameter]
    public SwitchParameter SkipLimitCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path.Concat(LiteralPath.Select(WildcardPattern.Escape)))
        {
            try
            {
                foreach (var file in SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)) WriteObject(DataFile.Read(file));
            }
            catch (Exception error) when (error is SessionStateException or IOException)
            {
                WriteError(new ErrorRecord(error, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            }
            catch (Exception error) when (error is ParseException or InvalidOperationException)
            {
                WriteError(new ErrorRecord(error, "CouldNotParseAsPowerShellDataFile", ErrorCategory.InvalidData, path));
            }
        }
    }
}
