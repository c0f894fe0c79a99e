using System;
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace ThreadJob;

/// <summary>A script in a runspace of its own, on a thread of this process.</summary>
public sealed class ThreadJob : Job
{
    private readonly PowerShell shell;
    private readonly Runspace runspace;
    private readonly PSDataCollection<object> input;
    private int started;
    private volatile bool stopping;

    /// <summary>Makes a job that has not begun.</summary>
    internal ThreadJob(string? name, string command, string location, PSDataCollection<object> input) : base(command, name)
    {
        PSJobTypeName = "ThreadJob";
        this.input = input;
        runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        shell = PowerShell.Create();
        Error = shell.Streams.Error;
        Warning = shell.Streams.Warning;
        Verbose = shell.Streams.Verbose;
        Debug = shell.Streams.Debug;
        Progress = shell.Streams.Progress;
        Information = shell.Streams.Information;
        StartLocation = location;
    }

    /// <inheritdoc/>
    public override bool HasMoreData =>
        Output.Count > 0 || Error.Count > 0 || Warning.Count > 0 || Verbose.Count > 0 || Debug.Count > 0 || Progress.Count > 0 || Information.Count > 0;

    /// <inheritdoc/>
    public override string Location => "PowerShell";

    /// <inheritdoc/>
    public override string StatusMessage => string.Empty;

    private string StartLocation { get; }

    /// <inheritdoc/>
    public override void StopJob()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            SetJobState(JobState.Stopped); // its turn never came
            return;
        }

        // The script may be about to begin, when there is nothing to stop yet: so again until it has ended.
        stopping = true;
        do shell.Stop();
        while (!Finished.WaitOne(50));
    }

    /// <summary>Begins, unless the job was stopped before its turn; says whether it did.</summary>
    internal void Start(ScriptBlock? initialization, ScriptBlock script, Hashtable values, object[] arguments)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            JobQueue.Ended();
            return;
        }

        PSBeginTime = DateTime.Now;
        SetJobState(JobState.Running);
        ThreadPool.QueueUserWorkItem(_ => Run(initialization, script, values, arguments));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (started != 0 && !IsFinishedState) StopJob();
            shell.Dispose();
            runspace.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsFinishedState => JobStateInfo.State is JobState.Completed or JobState.Failed or JobState.Stopped;

    private void Run(ScriptBlock? initialization, ScriptBlock script, Hashtable values, object[] arguments)
    {
        var end = JobState.Failed;
        try
        {
            runspace.Open();
            shell.Runspace = runspace;
            runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(StartLocation));
            if (initialization is not null)
            {
                shell.AddScript(initialization.ToString()).Invoke();
                shell.Commands.Clear();
            }

            shell.AddScript(script.ToString());
            foreach (var argument in arguments) shell.AddArgument(argument);
            if (values.Count > 0) shell.AddParameter("--%", values);
            if (stopping) throw new PipelineStoppedException();
            shell.Invoke(input, Output, null);
            end = shell.InvocationStateInfo.State == PSInvocationState.Stopped ? JobState.Stopped : JobState.Completed;
        }
        catch (Exception error) when (stopping || error is PipelineStoppedException)
        {
            end = JobState.Stopped;
        }
        catch (RuntimeException error)
        {
            Error.Add(new ErrorRecord(error, "JobStateFailed", ErrorCategory.InvalidResult, null));
        }
        finally
        {
            runspace.Close();
            PSEndTime = DateTime.Now;
            SetJobState(end);
            JobQueue.Ended();
        }
    }
}
