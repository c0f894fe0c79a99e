using System;
using System.IO;
using System.Management.Automation;

namespace ThreadJob;

/// <summary>Start-ThreadJob: runs a script beside this one; Get-Job, Wait-Job, Receive-Job and their like go on with it.</summary>
[Cmdlet(VerbsLifecycle.Start, "ThreadJob", DefaultParameterSetName = "ScriptBlock")]
[OutputType(typeof(ThreadJob))]
public sealed class StartThreadJobCommand : PSCmdlet
{
    private readonly PSDataCollection<object> input = [];

    /// <summary>What is run.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ScriptBlock")]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The script file that is run.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "FilePath")]
    [ValidateNotNullOrEmpty]
    public string? FilePath { get; set; }

    /// <summary>The job's name.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>What is run before it.</summary>
    [Parameter]
    public ScriptBlock? InitializationScript { get; set; }

    /// <summary>Objects that the script reads as $input.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Arguments of the script.</summary>
    [Parameter]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>How many jobs run at a time from now on.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null) input.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        input.Complete();
        if (ThrottleLimit > 0) JobQueue.Limit = ThrottleLimit;
        var script = ScriptBlock ?? FromFile(FilePath!);
        var values = UsingValues.Of(script, this);
        var job = new ThreadJob(Name, script.ToString(), SessionState.Path.CurrentFileSystemLocation.ProviderPath, input);
        JobRepository.Add(job);
        JobQueue.Add(() => job.Start(InitializationScript, script, values, ArgumentList));
        WriteObject(job);
    }

    private ScriptBlock FromFile(string path)
    {
        try
        {
            return ScriptBlock.Create(File.ReadAllText(GetUnresolvedProviderPathFromPSPath(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ParseException)
        {
            ThrowTerminatingError(new ErrorRecord(error, "ThreadJobFileNotRead", ErrorCategory.ReadError, path));
            throw;
        }
    }
}
