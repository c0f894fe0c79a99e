using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Compress-Archive: a zip file of files and folders. A folder keeps its name in it; `folder/*` leaves it out.</summary>
[Cmdlet(VerbsData.Compress, "Archive", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class CompressArchiveCommand : PSCmdlet
{
    private readonly List<string> sources = [];
    private bool failed;

    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The zip file; .zip is put behind a name without extension.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    public string DestinationPath { get; set; } = string.Empty;

    /// <summary>How hard it tries.</summary>
    [Parameter]
    [ValidateSet("Optimal", "NoCompression", "Fastest")]
    public string CompressionLevel { get; set; } = "Optimal";

    /// <summary>Puts newer files into an archive that is there.</summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <summary>Takes the place of an archive that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the zip file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath) Add(path, WildcardPattern.Escape(path));
        foreach (var path in Path) Add(path, path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (failed) return;
        var target = GetUnresolvedProviderPathFromPSPath(DestinationPath);
        if (System.IO.Path.GetExtension(target).Length == 0) target += ".zip"; // any other extension may name a zip file as well
        if (File.Exists(target) && !Update && !Force) Refuse("ArchiveFileExists", $"The archive file {target} already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file.");
        if (!ShouldProcess(target)) return;
        Write(target);
        if (PassThru) WriteObject(new FileInfo(target));
    }

    private void Write(string target)
    {
        try
        {
            using var zip = ZipFile.Open(target, Update && File.Exists(target) ? ZipArchiveMode.Update : Fresh(target));
            foreach (var source in sources) ZipTree.Add(zip, source, Enum.Parse<System.IO.Compression.CompressionLevel>(CompressionLevel), () => Stopping);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            ThrowTerminatingError(new ErrorRecord(error, "CompressArchiveIOError", ErrorCategory.WriteError, target));
        }
    }

    private static ZipArchiveMode Fresh(string target)
    {
        File.Delete(target);
        return ZipArchiveMode.Create;
    }

    private void Add(string path, string asked)
    {
        try
        {
            sources.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(asked, out _));
        }
        catch (SessionStateException)
        {
            failed = true;
            WriteError(new ErrorRecord(
                new ItemNotFoundException($"The path '{path}' either does not exist or is not a valid file system path."),
                "ArchiveCmdletPathNotFound",
                ErrorCategory.InvalidArgument,
                path));
        }
    }

    private void Refuse(string id, string message) =>
        ThrowTerminatingError(new ErrorRecord(new IOException(message), id, ErrorCategory.InvalidArgument, DestinationPath));
}
