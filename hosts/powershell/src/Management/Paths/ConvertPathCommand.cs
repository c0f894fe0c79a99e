using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Convert-Path: the provider's own paths of existing items, as other programs understand them.</summary>
[Cmdlet(VerbsData.Convert, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(string))]
public sealed class ConvertPathCommand : PathSetCommand
{
    /// <summary>Also hidden items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "ConvertPathIOError", () =>
            {
                var asked = IsLiteral ? WildcardPattern.Escape(path) : path;
                WriteObject(SessionState.Path.GetResolvedProviderPathFromPSPath(asked, out _).ToArray(), true);
            });
        }
    }
}
