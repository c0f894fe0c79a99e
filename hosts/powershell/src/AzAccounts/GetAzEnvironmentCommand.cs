using System;
using System.Linq;
using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>The clouds that Connect-AzAccount -Environment knows.</summary>
[Cmdlet(VerbsCommon.Get, "AzEnvironment")]
[OutputType(typeof(PSAzureEnvironment))]
public sealed class GetAzEnvironmentCommand : AzCmdlet
{
    [Parameter(Position = 0)]
    public string? Name { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(AzEnvironments.All.Where(each => Name is null || each.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)), true);
}
