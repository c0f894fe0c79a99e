using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-PSDrive: the drives of the session.</summary>
[Cmdlet(VerbsCommon.Get, "PSDrive", DefaultParameterSetName = "Name")]
[OutputType(typeof(PSDriveInfo))]
public sealed class GetPSDriveCommand : ProviderCommand
{
    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Names taken as they are.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LiteralName", ValueFromPipelineByPropertyName = true)]
    public string[]? LiteralName { get; set; }

    /// <summary>Only drives of these providers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <summary>Only drives of this scope.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var all = Scope is null ? SessionState.Drive.GetAll() : SessionState.Drive.GetAllAtScope(Scope);
        var drives = all.Where(drive => PSProvider is null || PSProvider.Any(name => Fits(name, drive.Provider.Name))).ToArray();
        foreach (var name in LiteralName ?? Name)
        {
            var found = drives.Where(drive => LiteralName is null ? Fits(name, drive.Name) : name.Equals(drive.Name, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found.Length == 0 && !(LiteralName is null && WildcardPattern.ContainsWildcardCharacters(name)))
            {
                var missing = new System.Management.Automation.DriveNotFoundException($"Cannot find drive. A drive with the name '{name}' does not exist.");
                WriteError(new ErrorRecord(missing, "GetLocationNoMatchingDrive", ErrorCategory.ObjectNotFound, name));
            }

            WriteObject(found.OrderBy(drive => drive.Name, StringComparer.OrdinalIgnoreCase), true);
        }
    }

    private static bool Fits(string pattern, string name) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
