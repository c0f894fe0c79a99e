using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Start-Transcript: what the session shows is also written to a file, until Stop-Transcript.</summary>
[Cmdlet(VerbsLifecycle.Start, "Transcript", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
[OutputType(typeof(string))]
public sealed class StartTranscriptCommand : PSCmdlet
{
    /// <summary>The file; without it, one with a name of its own in the home folder.</summary>
    [Parameter(Position = 0, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    /// <summary>The file, its path taken as it is.</summary>
    [Parameter(Position = 0, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The folder for a file with a name of its own.</summary>
    [Parameter(ParameterSetName = "ByOutputDirectory")]
    public string? OutputDirectory { get; set; }

    /// <summary>Writes behind what is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Also over a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Never over an existing file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>A line with the time before each command.</summary>
    [Parameter]
    public SwitchParameter IncludeInvocationHeader { get; set; }

    /// <summary>A short header.</summary>
    [Parameter]
    public SwitchParameter UseMinimalHeader { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var file = Target();
        if (!ShouldProcess(file)) return;
        if (NoClobber && !Append && File.Exists(file))
        {
            ThrowTerminatingError(new ErrorRecord(new IOException($"File {file} already exists and NoClobber was specified."), "NoClobber", ErrorCategory.ResourceExists, file));
        }

        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            if (Force && File.Exists(file)) new FileInfo(file).IsReadOnly = false;
            if (!Append) File.WriteAllText(file, string.Empty);
            Transcription.Start(Host.UI, file, IncludeInvocationHeader, UseMinimalHeader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSInvalidOperationException($"Transcription cannot be started due to the error: {error.Message}", error),
                "CannotStartTranscription",
                ErrorCategory.InvalidOperation,
                file));
        }

        var named = LiteralPath ?? Path ?? file; // as the script wrote it
        var said = new PSObject($"Transcript started, output file is {named}");
        said.Properties.Add(new PSNoteProperty("Path", named));
        WriteObject(said);
    }

    private string Target()
    {
        if (LiteralPath is not null) return GetUnresolvedProviderPathFromPSPath(WildcardPattern.Escape(LiteralPath));
        var chosen = Path ?? (OutputDirectory is null ? GetVariableValue("global:Transcript") as string : null);
        if (!string.IsNullOrEmpty(chosen)) return GetUnresolvedProviderPathFromPSPath(chosen);
        var folder = OutputDirectory is null
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            : GetUnresolvedProviderPathFromPSPath(OutputDirectory);
        var unique = Convert.ToBase64String(RandomNumberGenerator.GetBytes(6)).Replace('/', '_');
        var time = DateTime.Now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return System.IO.Path.Combine(folder, $"PowerShell_transcript.{Environment.MachineName}.{unique}.{time}.txt");
    }
}
