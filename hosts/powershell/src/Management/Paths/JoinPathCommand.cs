using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Join-Path: puts paths together with the provider's separator.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : ProviderCommand
{
    /// <summary>What the child is put behind.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>The part below the path; several are put behind one another.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? ChildPath { get; set; }

    /// <summary>More parts below the child.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] AdditionalChildPath { get; set; } = [];

    /// <summary>Gives the existing items that the joined path names.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            ForPath(path, "JoinPathIOError", () =>
            {
                var joined = (ChildPath ?? []).Concat(AdditionalChildPath).Aggregate(path, (parent, child) =>
                    SessionState.Path.Combine(parent, child ?? string.Empty));
                foreach (var result in Resolve ? Resolved(joined) : [joined])
                {
                    WriteObject(result);
                }
            });
        }
    }

    private IEnumerable<string> Resolved(string joined) =>
        SessionState.Path.GetResolvedPSPathFromPSPath(joined).Select(found => found.Path);
}
