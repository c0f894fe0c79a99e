using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that does something with processes: by number, by name or given.</summary>
public abstract class ChosenProcessCommand : PSCmdlet
{
    /// <summary>Numbers.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    public int[] Id { get; set; } = [];

    /// <summary>Names that may hold wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Processes.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    public Process[] InputObject { get; set; } = [];

    /// <summary>Gives the processes.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The processes of the set in use.</summary>
    protected IEnumerable<Process> Chosen()
    {
        var choice = new ProcessChoice(this);
        return ParameterSetName switch
        {
            "Id" => choice.ById(Id),
            "Name" => choice.ByName(Name),
            _ => InputObject,
        };
    }
}
