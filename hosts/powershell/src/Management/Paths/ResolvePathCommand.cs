using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Resolve-Path: the existing items that a path names.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PathSetCommand
{
    /// <summary>Gives texts relative to the current location.</summary>
    [Parameter]
    public SwitchParameter Relative { get; set; }

    /// <summary>What -Relative starts from instead of the current location.</summary>
    [Parameter]
    public string? RelativeBasePath { get; set; }

    /// <summary>Also hidden items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            ForPath(path, "ResolvePathIOError", () =>
            {
                var whole = RelativeBasePath is null || SessionState.Path.IsPSAbsolute(path, out _) ? path : SessionState.Path.Combine(RelativeBasePath, path);
                foreach (var found in SessionState.Path.GetResolvedPSPathFromPSPath(IsLiteral ? WildcardPattern.Escape(whole) : whole).ToArray())
                {
                    WriteObject(Relative ? RelativePath(found) : found);
                }
            });
        }
    }

    private string RelativePath(PathInfo found)
    {
        var from = RelativeBasePath is null
            ? SessionState.Path.CurrentLocation.ProviderPath
            : SessionState.Path.GetUnresolvedProviderPathFromPSPath(RelativeBasePath);
        var relative = System.IO.Path.GetRelativePath(from, found.ProviderPath);
        return relative.StartsWith("..", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative) || relative == "."
            ? relative
            : $".{System.IO.Path.DirectorySeparatorChar}{relative}";
    }
}
