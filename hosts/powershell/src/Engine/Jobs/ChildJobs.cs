using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>
/// Other runbooks of the account as jobs of their own: started once however often this job is begun again, and waited for
/// without a place of the worker.
/// </summary>
public sealed class ChildJobs
{
    private static readonly object Parked = new();

    private readonly Requests requests;
    private readonly OpenSteps steps;
    private readonly CancellationToken stopping;
    private readonly Dictionary<long, bool> waits = new();
    private readonly Dictionary<string, int> named = new();

    internal ChildJobs(Requests requests, OpenSteps steps, CancellationToken stopping)
    {
        this.requests = requests;
        this.steps = steps;
        this.stopping = stopping;
    }

    /// <summary>Ends the attempt, whose next one comes when the jobs have ended. Does not return.</summary>
    internal Action AtParking { get; set; } = () => { };

    /// <summary>After which starts are counted anew: an attempt begins there, and repeats none from before.</summary>
    internal string Checkpoint
    {
        set => steps.Checkpoint = value;
    }

    /// <summary>Starts a runbook, and returns the id of its job.</summary>
    /// <param name="runbook">Its name.</param>
    /// <param name="parameters">Texts by name, as Azure passes them.</param>
    /// <param name="runOn">A hybrid worker group.</param>
    /// <param name="name">The name of the job; one is made when it is null.</param>
    /// <exception cref="Refused">There is no such runbook, or it cannot take these parameters.</exception>
    public string Start(string runbook, JsonObject parameters, string? runOn, string? name)
    {
        JsonObject question = new JsonObject { ["type"] = "jobStart", ["runbook"] = runbook, ["parameters"] = parameters }
            .With("runOn", runOn)
            .With("name", name)
            .With("scope", steps.Scope is { Length: > 0 } scope ? scope : null);
        return (string)((JsonObject)requests.Ask(question, stopping)!)["id"]!;
    }

    /// <summary>
    /// Waits until the jobs have ended or the time is over; with <paramref name="known"/> until the first of them is
    /// another than that. Returns <c>{ jobs, late }</c> as the worker has them.
    /// </summary>
    /// <param name="jobs">Their ids.</param>
    /// <param name="seconds">Of all attempts together.</param>
    /// <param name="durable">The process may end meanwhile: the next attempt comes back to this wait.</param>
    /// <param name="known">Statuses as last seen.</param>
    public JsonObject Wait(IEnumerable<string> jobs, double seconds, bool durable, IEnumerable<string>? known = null)
    {
        JsonObject question = new JsonObject { ["type"] = "jobWait", ["jobs"] = jobs.Cast<object?>().ToList(), ["seconds"] = seconds }
            .With("known", known?.Cast<object?>().ToList());
        long id = 0;
        object? answer;
        try
        {
            answer = requests.Ask(question, stopping, asked => Begin(id = asked, durable));
        }
        finally
        {
            lock (waits) waits.Remove(id);
        }
        if (ReferenceEquals(answer, Parked)) AtParking();
        return (JsonObject)answer!;
    }

    /// <summary>
    /// The name of a job that is started like this by other ways: a repeated attempt, which starts the same in the same
    /// order, finds it.
    /// </summary>
    /// <param name="jobId">Of this job.</param>
    /// <param name="like">What is started, with its parameters.</param>
    public Guid NameOf(string jobId, string like)
    {
        string key = $"{jobId}\n{steps.Scope}\n{like}";
        int number;
        lock (named) number = named[key] = named.TryGetValue(key, out int before) ? before + 1 : 1;
        using var hash = System.Security.Cryptography.SHA256.Create();
        byte[] bytes = hash.ComputeHash(System.Text.Encoding.UTF8.GetBytes($"{key}\n{number}"));
        Array.Resize(ref bytes, 16);
        return new Guid(bytes);
    }

    /// <summary>What a job has written to its output: <c>{ text, value? }</c> each.</summary>
    /// <exception cref="Refused">There is no such job, or it wrote too much.</exception>
    public IReadOnlyList<JsonObject> Output(string job)
    {
        var answer = (JsonObject)requests.Ask(new JsonObject { ["type"] = "jobOutput", ["job"] = job }, stopping)!;
        return ((List<object?>)answer["records"]!).Cast<JsonObject>().ToList();
    }

    /// <summary>The wait is a long one: the process ends, if the script does nothing else and its next attempt comes back to it.</summary>
    internal void Park()
    {
        lock (waits)
        {
            if (steps.Any || waits.Count != 1 || !waits.Values.Single()) return;
            requests.Answer(waits.Keys.Single(), Parked);
        }
    }

    private void Begin(long id, bool durable)
    {
        lock (waits) waits[id] = durable;
    }
}
