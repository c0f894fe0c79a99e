using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Runspace: the runspaces of this process.</summary>
[Cmdlet(VerbsCommon.Get, "Runspace", DefaultParameterSetName = "NameParameterSet")]
[OutputType(typeof(Runspace))]
public sealed class GetRunspaceCommand : PSCmdlet
{
    /// <summary>Names with wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "NameParameterSet", ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "IdParameterSet")]
    public int[]? Id { get; set; }

    /// <summary>Instance ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InstanceIdParameterSet")]
    public Guid[]? InstanceId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var names = Name?.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        WriteObject(
            RunspaceList(null).Where(runspace =>
                (names is null || names.Any(name => name.IsMatch(runspace.Name)))
                && (Id is null || Id.Contains(runspace.Id))
                && (InstanceId is null || InstanceId.Contains(runspace.InstanceId))).OrderBy(runspace => runspace.Id),
            true);
    }

    // The engine keeps the list, without a public way to it.
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_RunspaceList")]
    private static extern IReadOnlyList<Runspace> RunspaceList(Runspace? type);
}
