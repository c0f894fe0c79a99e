using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Expand-Archive: takes the files out of a zip file. No entry ever lands outside the destination.</summary>
[Cmdlet(VerbsData.Expand, "Archive", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(FileSystemInfo))]
public sealed class ExpandArchiveCommand : PSCmdlet
{
    /// <summary>The zip file.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string? Path { get; set; }

    /// <summary>The zip file, its path taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Where to; by default a folder with the archive's name here.</summary>
    [Parameter(Position = 1)]
    public string? DestinationPath { get; set; }

    /// <summary>Writes over files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the files and folders.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var archive = Archive();
        if (archive is null) return;
        var target = GetUnresolvedProviderPathFromPSPath(DestinationPath ?? System.IO.Path.GetFileNameWithoutExtension(archive));
        if (!ShouldProcess(target)) return;
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            Directory.CreateDirectory(target);
            foreach (var entry in zip.Entries.TakeWhile(_ => !Stopping)) Take(entry, target);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(error, "ExpandArchiveIOError", ErrorCategory.ReadError, archive));
        }
    }

    private string? Archive()
    {
        var asked = LiteralPath ?? Path!;
        try
        {
            var found = SessionState.Path.GetResolvedProviderPathFromPSPath(LiteralPath is null ? asked : WildcardPattern.Escape(asked), out _);
            if (found.Count == 1 && File.Exists(found[0])) return found[0];
        }
        catch (SessionStateException)
        {
            // Said below, in the words for both cases.
        }

        WriteError(new ErrorRecord(
            new ItemNotFoundException($"The path '{asked}' either does not exist or is not a valid file system path."),
            "ArchiveCmdletPathNotFound",
            ErrorCategory.InvalidArgument,
            asked));
        return null;
    }

    private void Take(ZipArchiveEntry entry, string target)
    {
        var root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, entry.FullName.Replace('\\', '/')));
        if (file != root && !file.StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException($"The entry '{entry.FullName}' would land outside '{target}'.");
        }

        if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
        {
            var folder = Directory.CreateDirectory(file);
            if (PassThru) WriteObject(folder);
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        if (File.Exists(file) && !Force)
        {
            var exists = new IOException($"Failed to create file '{file}' while expanding the archive file contents as the file '{file}' already exists. Use the -Force parameter if you want to overwrite the existing directory '{target}' contents when expanding the archive file.");
            WriteError(new ErrorRecord(exists, "ExpandArchiveFileExists", ErrorCategory.ResourceExists, file));
            return;
        }

        entry.ExtractToFile(file, Force);
        if (PassThru) WriteObject(new FileInfo(file));
    }
}
