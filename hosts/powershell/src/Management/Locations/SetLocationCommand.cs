using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Location: goes to a path. Without a path it goes home.</summary>
[Cmdlet(VerbsCommon.Set, "Location", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(PathInfoStack))]
public sealed class SetLocationCommand : ProviderCommand
{
    /// <summary>The place; - and + go back and forth in history.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Path { get; set; } = "~";

    /// <summary>The place, taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Gives the new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Makes this stack the current one.</summary>
    [Parameter(ParameterSetName = "Stack", ValueFromPipelineByPropertyName = true)]
    public string? StackName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = LiteralPath ?? Path;
        ForPath(target, "SetLocationIOError", () =>
        {
            object reached = ParameterSetName == "Stack"
                ? SessionState.Path.SetDefaultLocationStack(StackName)
                : SessionState.Path.SetLocation(LiteralPath is null ? Path : WildcardPattern.Escape(LiteralPath));
            if (PassThru)
            {
                WriteObject(reached);
            }
        });
    }
}
