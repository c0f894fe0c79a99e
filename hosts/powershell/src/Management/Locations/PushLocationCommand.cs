using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Push-Location: keeps the current place on a stack, and goes to a path when one is given.</summary>
[Cmdlet(VerbsCommon.Push, "Location", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo))]
public sealed class PushLocationCommand : ProviderCommand
{
    /// <summary>Where to go.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string? Path { get; set; }

    /// <summary>Where to go, taken as it is.</summary>
    [Parameter(ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Gives the new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Which stack.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string StackName { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = LiteralPath is null ? Path : WildcardPattern.Escape(LiteralPath);
        SessionState.Path.PushCurrentLocation(StackName);
        if (target is null) return;
        ForPath(LiteralPath ?? Path, "PushLocationIOError", () =>
        {
            var reached = SessionState.Path.SetLocation(target);
            if (PassThru)
            {
                WriteObject(reached);
            }
        });
    }
}
