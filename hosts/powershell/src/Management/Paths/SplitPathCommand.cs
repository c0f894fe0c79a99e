using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Split-Path: one part of each path, by default the parent.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "ParentSet")]
[OutputType(typeof(string), typeof(bool))]
public sealed class SplitPathCommand : ProviderCommand
{
    /// <summary>The paths; they need not exist.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ParentSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LeafSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LeafBaseSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ExtensionSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "QualifierSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "NoQualifierSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "IsAbsoluteSet", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths taken as they are; gives the parent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The drive or provider, with its colon.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "QualifierSet")]
    public SwitchParameter Qualifier { get; set; }

    /// <summary>Everything but the drive or provider.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NoQualifierSet")]
    public SwitchParameter NoQualifier { get; set; }

    /// <summary>All but the last part.</summary>
    [Parameter(ParameterSetName = "ParentSet")]
    public SwitchParameter Parent { get; set; } = true;

    /// <summary>The last part.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LeafSet")]
    public SwitchParameter Leaf { get; set; }

    /// <summary>The last part without its extension.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LeafBaseSet")]
    public SwitchParameter LeafBase { get; set; }

    /// <summary>The extension of the last part, with its dot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ExtensionSet")]
    public SwitchParameter Extension { get; set; }

    /// <summary>Splits the existing items that the path names.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <summary>True or False: does the path begin at a root?</summary>
    [Parameter(Mandatory = true, ParameterSetName = "IsAbsoluteSet")]
    public SwitchParameter IsAbsolute { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path)
        {
            ForPath(path, "SplitPathIOError", () =>
            {
                foreach (var one in Resolve ? Resolved(path) : [path])
                {
                    WritePart(one);
                }
            });
        }
    }

    private void WritePart(string path)
    {
        switch (ParameterSetName)
        {
            case "QualifierSet": WriteQualifier(path); break;
            case "NoQualifierSet": WriteObject(path[QualifierLength(path)..]); break;
            case "LeafSet": WriteObject(Last(path)); break;
            case "LeafBaseSet": WriteObject(System.IO.Path.GetFileNameWithoutExtension(Last(path))); break;
            case "ExtensionSet": WriteObject(System.IO.Path.GetExtension(Last(path))); break;
            case "IsAbsoluteSet": WriteObject(SessionState.Path.IsPSAbsolute(path, out _)); break;
            default: WriteObject(SessionState.Path.ParseParent(path, string.Empty)); break;
        }
    }

    private string Last(string path) => SessionState.Path.ParseChildName(path);

    private void WriteQualifier(string path)
    {
        var length = QualifierLength(path);
        if (length > 0)
        {
            WriteObject(path[..length]);
            return;
        }

        WriteError(new ErrorRecord(
            new FormatException($"Cannot parse path because path '{path}' does not have a qualifier specified."),
            "ParsePathFormatError",
            ErrorCategory.InvalidArgument,
            path));
    }

    private static int QualifierLength(string path)
    {
        var provider = path.IndexOf("::", StringComparison.Ordinal);
        return provider >= 0 ? provider + 2 : path.IndexOf(':', StringComparison.Ordinal) + 1;
    }

    private IEnumerable<string> Resolved(string path) =>
        SessionState.Path.GetResolvedPSPathFromPSPath(LiteralPath is null ? path : WildcardPattern.Escape(path)).Select(found => found.Path);
}
