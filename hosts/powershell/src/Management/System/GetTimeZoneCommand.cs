using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-TimeZone: the machine's time zone, named ones, or all.</summary>
[Cmdlet(VerbsCommon.Get, "TimeZone", DefaultParameterSetName = "Name")]
[Alias("gtz")]
[OutputType(typeof(TimeZoneInfo))]
public sealed class GetTimeZoneCommand : PSCmdlet
{
    /// <summary>Ids such as Europe/Berlin.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    public string[]? Id { get; set; }

    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>All of them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ListAvailable")]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ListAvailable) WriteObject(TimeZoneInfo.GetSystemTimeZones(), true);
        else if (Id is null && Name is null) WriteObject(TimeZoneInfo.Local);
        foreach (var id in Id ?? []) WriteZone(id);
        foreach (var name in Name ?? []) WriteNamed(name);
    }

    private void WriteZone(string id)
    {
        try
        {
            WriteObject(TimeZoneInfo.FindSystemTimeZoneById(id));
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            WriteError(new ErrorRecord(error, "TimeZoneNotFound", ErrorCategory.ObjectNotFound, "Id"));
        }
    }

    private void WriteNamed(string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        var found = TimeZoneInfo.GetSystemTimeZones().Where(zone => pattern.IsMatch(zone.StandardName) || pattern.IsMatch(zone.DaylightName)).ToArray();
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            var error = new TimeZoneNotFoundException($"The time zone name '{name}' was not found on the local computer.");
            WriteError(new ErrorRecord(error, "TimeZoneNotFound", ErrorCategory.ObjectNotFound, "Name"));
        }

        WriteObject(found, true);
    }
}
