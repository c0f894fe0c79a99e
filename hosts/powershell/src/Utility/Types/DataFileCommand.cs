using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Update-TypeData and Update-FormatData share: files that come before or behind what is known.</summary>
public abstract class DataFileCommand : PSCmdlet
{
    /// <summary>Files that are read after what is known.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "FileSet")]
    [Alias("PSPath", "Path")]
    [ValidateNotNull]
    public string[] AppendPath { get; set; } = [];

    /// <summary>Files that are read before what is known.</summary>
    [Parameter(ParameterSetName = "FileSet")]
    [ValidateNotNull]
    public string[] PrependPath { get; set; } = [];

    /// <summary>Reads the files; <paramref name="id"/> begins the ids of what can go wrong with them.</summary>
    private protected void Read(string id, Action<IReadOnlyList<string>, IReadOnlyList<string>> add)
    {
        var first = Files(PrependPath, id + "PrependPathException");
        var last = Files(AppendPath, id + "AppendPathException");
        if (first.Count + last.Count == 0) return;
        if (!ShouldProcess(string.Join(", ", first.Concat(last)))) return;
        try
        {
            add(first, last);
        }
        catch (RuntimeException error)
        {
            // The files' own faults are told in what the engine threw.
            WriteError(new ErrorRecord(error, id + "XmlUpdateException", ErrorCategory.InvalidOperation, null));
        }
    }

    private List<string> Files(string[] paths, string id)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                files.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (SessionStateException error)
            {
                WriteError(new ErrorRecord(error, id, ErrorCategory.InvalidOperation, path));
            }
        }

        return files;
    }
}
