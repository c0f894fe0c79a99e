using System;
using System.Diagnostics;
using System.Threading;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>Runs a single job: says that it is ready, waits for <c>start</c>, and is taken down after <c>ended</c>.</summary>
public static class HostProgram
{
    private const int Protocol = 1;

    /// <summary>Never returns.</summary>
    /// <param name="engine">Shown in the job: <c>PowerShell 7.6.9 (Tenantry)</c>.</param>
    /// <param name="version">The engine's version.</param>
    public static void Run(string engine, string version)
    {
        var channel = new FrameChannel(FrameChannel.WorkerDescriptor);
        var requests = new Requests(channel);
        var session = WarmSession.Open(new RecordStreams(channel), version);
        JobRun? run = null;
        channel.Received += frame =>
        {
            switch (frame["type"])
            {
                case "start":
                    run = Begin(channel, requests, session, new JobStart(frame));
                    break;
                case "reply" or "refused":
                    requests.Answered(frame);
                    break;
                case "suspend":
                    run?.Suspend();
                    break;
                case "park":
                    JobServices.Current?.Children.Park();
                    break;
                case "stop":
                    run?.Stop();
                    break;
            }
        };
        WayOut.HandOut();
        channel.Listen();
        channel.Send(new JsonObject
        {
            ["type"] = "ready",
            ["protocol"] = Protocol,
            ["pid"] = Process.GetCurrentProcess().Id,
            ["engine"] = engine,
        });
        Thread.Sleep(Timeout.Infinite);
    }

    private static JobRun Begin(FrameChannel channel, Requests requests, WarmSession session, JobStart start)
    {
        var services = new JobServices(channel, requests, start.JobId, start.Journal);
        JobServices.Current = services;
        var run = new JobRun(channel, start, services, session);
        run.Begin();
        return run;
    }
}
