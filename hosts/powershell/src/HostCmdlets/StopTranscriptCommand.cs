using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Stop-Transcript: ends the transcript that began last.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Transcript")]
[OutputType(typeof(string))]
public sealed class StopTranscriptCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            var file = Transcription.Stop(Host.UI);
            if (file is null) return;
            var said = new PSObject($"Transcript stopped, output file is {file}");
            said.Properties.Add(new PSNoteProperty("Path", file));
            WriteObject(said);
        }
        catch (PSInvalidOperationException error)
        {
            throw new PSInvalidOperationException($"An error occurred stopping transcription: {error.Message}", error);
        }
    }
}
