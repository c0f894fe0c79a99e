using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Parameters;
using Tenantry.PowerShell.Engine.Streams;
using Tenantry.PowerShell.Engine.Terminal;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>One run of one script, from the first frame to <c>ended</c>.</summary>
public sealed class JobRun
{
    /// <summary>How long a stopped script may tidy up. No call leaves the job any more.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    private readonly FrameChannel channel;
    private readonly JobStart start;
    private readonly JobServices services;
    private readonly RecordStreams streams;
    private readonly WarmSession session;
    private readonly object ending = new();
    private System.Management.Automation.PowerShell? pipeline;
    private bool stopped;
    private bool ended;

    internal JobRun(FrameChannel channel, JobStart start, JobServices services, WarmSession session)
    {
        this.channel = channel;
        this.start = start;
        this.services = services;
        this.session = session;
        streams = session.Streams;
    }

    /// <summary>Runs the script to its end, on a thread of its own.</summary>
    public void Begin() => new Thread(Run, 16 * 1024 * 1024) { Name = "runbook" }.Start();

    /// <summary>Stops the script; when it does not give way in time, the job is over all the same.</summary>
    public void Stop()
    {
        lock (ending) stopped = true;
        services.Stop();
        pipeline?.BeginStop(null, null);
        var watch = new Thread(() =>
        {
            Thread.Sleep(GracePeriod);
            End("stopped");
        }) { IsBackground = true };
        watch.Start();
    }

    /// <summary>Ends the attempt at the next checkpoint, if one comes.</summary>
    public void Suspend() => services.SuspensionAsked = true;

    private void Run()
    {
        try
        {
            JobEnvironment.Enter(start);
            string text = File.ReadAllText(start.Artifact);
            ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] faults);
            if (faults.Length > 0) throw new ParseException(faults);
            IDictionary parameters = new ParameterValues(services.GetCredential).Read(ParameterReader.Read(script), start.Parameters);
            using var shell = System.Management.Automation.PowerShell.Create();
            shell.Runspace = session.Runspace;
            shell.AddScript(text, useLocalScope: false).AddParameters(parameters);
            session.Expose(start);
            pipeline = shell;
            var written = new PipelineStreams(streams, session.Expect);
            PSDataCollection<PSObject> output = written.Attach(shell);
            void Leave(string outcome)
            {
                written.Finish();
                session.Finish();
                End(outcome);
            }
            services.AtSuspension = () => Leave("suspended");
            services.Children.AtParking = () => Leave("waiting");
            channel.Send(new JsonObject { ["type"] = "running" });
            try
            {
                if (!stopped) shell.Invoke<PSObject>(null, output, new PSInvocationSettings());
            }
            finally
            {
                written.Finish();
                session.Finish();
            }
            End(stopped ? "stopped" : "completed");
        }
        catch (Exception fault)
        {
            End(stopped || fault is PipelineStoppedException ? "stopped" : "failed", JobFailure.Describe(fault));
        }
    }

    private void End(string outcome, JsonObject? exception = null)
    {
        lock (ending)
        {
            if (ended) return;
            ended = true;
            var frame = new JsonObject { ["type"] = "ended", ["outcome"] = outcome };
            if (outcome == "failed") frame["exception"] = exception;
            if (outcome == "completed" && session.ExitCode is { } code) frame["exitCode"] = code;
            channel.Send(frame);
        }
        // The worker takes the process down; until then it stays, however little is left to do.
        Thread.Sleep(Timeout.Infinite);
    }
}
