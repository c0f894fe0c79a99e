using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ComputerInfo: what can be told of the machine without Windows' own sources.</summary>
[Cmdlet(VerbsCommon.Get, "ComputerInfo")]
[Alias("gin")]
public sealed class GetComputerInfoCommand : PSCmdlet
{
    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Property { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Property.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        var info = new PSObject();
        info.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.ComputerInfo");
        foreach (var (name, value) in Facts().Where(fact => patterns.Any(pattern => pattern.IsMatch(fact.Name))))
        {
            info.Properties.Add(new PSNoteProperty(name, value));
        }

        WriteObject(info);
    }

    private static IEnumerable<(string Name, object? Value)> Facts() =>
    [
        ("CsDNSHostName", Environment.MachineName),
        ("CsName", Environment.MachineName),
        ("CsNumberOfLogicalProcessors", Environment.ProcessorCount),
        ("CsPhysicallyInstalledMemory", (ulong)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024)),
        ("CsUserName", Environment.UserName),
        ("OsName", RuntimeInformation.OSDescription),
        ("OsVersion", Environment.OSVersion.Version.ToString()),
        ("OsArchitecture", RuntimeInformation.OSArchitecture.ToString()),
        ("OsLocalDateTime", DateTime.Now),
        ("OsLastBootUpTime", DateTime.Now - TimeSpan.FromMilliseconds(Environment.TickCount64)),
        ("OsUptime", TimeSpan.FromMilliseconds(Environment.TickCount64)),
        ("TimeZone", TimeZoneInfo.Local.DisplayName),
    ];
}
