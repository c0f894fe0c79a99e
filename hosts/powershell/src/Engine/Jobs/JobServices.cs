using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>
/// What cmdlets ask of the worker. One process runs one job, and cmdlets are made by the engine, in runspaces that the
/// script opens: so it is found here by all of them.
/// </summary>
public sealed class JobServices
{
    private readonly FrameChannel channel;
    private readonly Requests requests;
    private readonly Dictionary<string, object?> recorded = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly OpenSteps openSteps = new();

    internal JobServices(FrameChannel channel, Requests requests, string jobId, IEnumerable<JsonObject> journal)
    {
        this.channel = channel;
        this.requests = requests;
        JobId = jobId;
        Children = new ChildJobs(requests, openSteps, stopping.Token);
        foreach (JsonObject step in journal) recorded[step["name"] as string ?? ""] = step["result"];
    }

    /// <summary>Of the job that this process runs; null before it has one.</summary>
    public static JobServices? Current { get; internal set; }

    /// <summary>The job's own id.</summary>
    public string JobId { get; }

    /// <summary>Other runbooks of the account, as jobs of their own.</summary>
    public ChildJobs Children { get; }

    /// <summary>Results of the steps that earlier attempts recorded, as JSON has them.</summary>
    internal IReadOnlyDictionary<string, object?> Recorded => recorded;

    /// <summary>Somebody suspends the job.</summary>
    internal volatile bool SuspensionAsked;

    /// <summary>Ends the attempt where it is, to be gone on with by another. Does not return.</summary>
    internal Action AtSuspension { get; set; } = () => { };

    /// <summary>Asks the worker and waits for its answer.</summary>
    /// <exception cref="Refused">The worker refuses.</exception>
    public object? Ask(JsonObject question) => requests.Ask(question, stopping.Token);

    /// <summary>The answer to an <c>assetGet</c>.</summary>
    /// <exception cref="Refused">There is no such asset.</exception>
    public object? GetAsset(string kind, string name) =>
        Ask(new JsonObject { ["type"] = "assetGet", ["kind"] = kind, ["name"] = name });

    /// <summary>A credential asset as PowerShell's own.</summary>
    /// <exception cref="Refused">There is no such credential.</exception>
    public PSCredential GetCredential(string name)
    {
        var answer = (JsonObject)GetAsset("credential", name)!;
        var password = new SecureString();
        foreach (char each in answer["password"] as string ?? "") password.AppendChar(each);
        password.MakeReadOnly();
        return new PSCredential(answer["userName"] as string ?? "", password);
    }

    /// <summary>Changes a variable asset.</summary>
    /// <exception cref="ArgumentException">The value would not come back.</exception>
    public void SetVariable(string name, object? value) => Ask(new JsonObject
    {
        ["type"] = "assetSet",
        ["kind"] = "variable",
        ["name"] = name,
        ["value"] = JsonValues.Kept(value, $"The value of variable '{name}'"),
    });

    /// <summary>Begins a step. True: an earlier attempt recorded it, and its result is in <paramref name="result"/>.</summary>
    /// <exception cref="ArgumentException">The name is too long, or used before in this run.</exception>
    public bool BeginStep(string name, out object? result)
    {
        if (name.Length is 0 or > 512) throw new ArgumentException($"The name of a step has 1 to 512 characters; this one has {name.Length}.");
        lock (used)
        {
            if (!used.Add(name)) throw new ArgumentException($"There is already a step '{name}' in this run.");
        }
        bool skipped = recorded.TryGetValue(name, out object? json);
        channel.Send(new JsonObject { ["type"] = skipped ? "stepSkipped" : "stepBegan", ["name"] = name });
        result = PowerShellValues.Of(json);
        if (!skipped) openSteps.Enter(name);
        return skipped;
    }

    /// <summary>The step that was begun is over, however it ended.</summary>
    public void LeaveStep(string name) => openSteps.Leave(name);

    /// <summary>Records a step's result; the runbook goes on when it is durable. Returns what the next attempt would read.</summary>
    /// <exception cref="ArgumentException">The result would not come back.</exception>
    public object? EndStep(string name, object? result)
    {
        object? json = JsonValues.Kept(result, $"The result of step '{name}'");
        Ask(new JsonObject { ["type"] = "stepEnded", ["name"] = name, ["result"] = json });
        return PowerShellValues.Of(JsonReader.Read(JsonWriter.Write(json)));
    }

    internal void Stop() => stopping.Cancel();
}
