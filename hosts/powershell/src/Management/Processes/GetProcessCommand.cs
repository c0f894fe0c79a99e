using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Process: the processes that the job can see.</summary>
[Cmdlet(VerbsCommon.Get, "Process", DefaultParameterSetName = "Name")]
[OutputType(typeof(Process))]
public sealed class GetProcessCommand : PSCmdlet
{
    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    [Alias("PID")]
    public int[] Id { get; set; } = [];

    /// <summary>Processes, to read them again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    public Process[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var choice = new ProcessChoice(this);
        switch (ParameterSetName)
        {
            case "Id": WriteObject(choice.ById(Id), true); break;
            case "InputObject":
                foreach (var process in InputObject)
                {
                    process.Refresh();
                    WriteObject(process);
                }

                break;
            default: WriteObject(choice.ByName(Name), true); break;
        }
    }
}
