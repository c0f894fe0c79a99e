using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Automation;

/// <summary>
/// Wait-AutomationJob: waits until jobs of the account have ended. This job takes no place of its worker meanwhile. Nothing
/// is asked again and again: the control plane tells the ends, so <c>-DelayInSeconds</c> is taken and not needed.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "AutomationJob")]
[OutputType(typeof(Guid), typeof(PSObject))]
public sealed class WaitAutomationJobCommand : JobCommand
{
    private readonly List<string> ids = new();

    /// <summary>As Start-AutomationRunbook returns them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateCount(1, 1000)]
    [Alias("JobId")]
    public Guid[] Id { get; set; } = Array.Empty<Guid>();

    /// <summary>Jobs that have not ended by then are an error.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, 60)]
    public int TimeoutInMinutes { get; set; } = 5;

    /// <summary>Taken as Azure takes it.</summary>
    [Parameter(Position = 2)]
    [ValidateRange(30, 300)]
    public int DelayInSeconds { get; set; } = 30;

    /// <summary>Writes the id of each job as soon as it runs.</summary>
    [Parameter]
    public SwitchParameter OutputJobsTransitionedToRunning { get; set; }

    /// <summary>Ours: writes how the jobs ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Ours: a long wait ends the process, and the next attempt of the job goes on from the top, with recorded steps
    /// skipped. For scripts that do all their work in steps. A workflow's own wait is durable by itself.
    /// </summary>
    [Parameter]
    public SwitchParameter Durable { get; set; }

    /// <inheritdoc/>
    protected override void Process(ChildJobs children) => ids.AddRange(Id.Select(each => each.ToString()));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ids.Count == 0) return;
        try
        {
            Wait(JobServices.Current!.Children);
        }
        catch (Tenantry.PowerShell.Engine.Frames.Refused refused)
        {
            ThrowTerminatingError(new ErrorRecord(refused, refused.Code, ErrorCategory.InvalidOperation, null));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Wait(ChildJobs children)
    {
        double seconds = TimeoutInMinutes * 60;
        JsonObject answer = OutputJobsTransitionedToRunning ? Watch(children, seconds) : children.Wait(ids, seconds, Durable);
        List<JsonObject> jobs = Jobs(answer);
        if (PassThru) WriteObject(jobs.Select(Shown), enumerateCollection: true);
        if (answer["late"] is not true) return;
        string left = string.Join(", ", jobs.Where(each => each["ended"] is not true).Select(each => $"{each["id"]} ({each["runbook"]}, {each["status"]})"));
        WriteError(new ErrorRecord(
            new TimeoutException($"After {TimeoutInMinutes} minutes these jobs have not ended: {left}. Wait for them again, or longer by -TimeoutInMinutes."),
            "JobsNotEnded", ErrorCategory.OperationTimeout, ids.ToArray()));
    }

    /// <summary>Told at each change: a job that ended at once counts as one that ran.</summary>
    private JsonObject Watch(ChildJobs children, double seconds)
    {
        var told = new HashSet<string>();
        string[] known = ids.Select(_ => "").ToArray();
        for (; ;)
        {
            JsonObject answer = children.Wait(ids, seconds, durable: false, known);
            List<JsonObject> jobs = Jobs(answer);
            foreach (JsonObject job in jobs.Where(each => each["status"] is "Running" || each["ended"] is true))
            {
                if (told.Add((string)job["id"]!)) WriteObject(Guid.Parse((string)job["id"]!));
            }
            if (answer["late"] is true || jobs.All(each => each["ended"] is true)) return answer;
            known = jobs.Select(each => each["status"] as string ?? "").ToArray();
        }
    }

    private static List<JsonObject> Jobs(JsonObject answer) => ((List<object?>)answer["jobs"]!).Cast<JsonObject>().ToList();

    private static PSObject Shown(JsonObject job)
    {
        var shown = new PSObject();
        shown.Properties.Add(new PSNoteProperty("JobId", Guid.Parse((string)job["id"]!)));
        shown.Properties.Add(new PSNoteProperty("RunbookName", job["runbook"]));
        shown.Properties.Add(new PSNoteProperty("Status", job["status"]));
        shown.Properties.Add(new PSNoteProperty("Exception", job["exception"]));
        return shown;
    }
}
