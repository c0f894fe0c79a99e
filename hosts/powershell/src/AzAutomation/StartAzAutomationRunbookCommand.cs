using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Threading.Tasks;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>
/// Starts a runbook, and writes its job, or with -Wait what it writes to its output. The job is a child of the one that
/// starts it. Source: learn.microsoft.com/powershell/module/az.automation/start-azautomationrunbook.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "AzAutomationRunbook", DefaultParameterSetName = "ByAsynchronousReturnJob")]
[OutputType("Microsoft.Azure.Commands.Automation.Model.Job")]
public sealed class StartAzAutomationRunbookCommand : AutomationCmdlet
{
    private const int Poll = 5;

    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("RunbookName")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter]
    [AllowNull]
    public IDictionary? Parameters { get; set; }

    [Parameter]
    [Alias("HybridWorker")]
    public string? RunOn { get; set; }

    [Parameter(ParameterSetName = "BySynchronousReturnJobOutput", Mandatory = true)]
    public SwitchParameter Wait { get; set; }

    [Parameter(ParameterSetName = "BySynchronousReturnJobOutput")]
    [ValidateRange(1, 10800)]
    public int MaxWaitSeconds { get; set; } = 10800;

    protected override void ProcessRecord()
    {
        var job = Start();
        if (!Wait)
        {
            WriteObject(Shapes.Job(this, job));
            return;
        }
        string id = (string)((JsonObject)job["properties"]!)["jobId"]!;
        (string status, string? exception) = Ended(id);
        foreach (JsonObject stream in List($"/jobs/{id}/streams{Filter(("streamType", "eq 'Output'"))}"))
        {
            string record = (string)((JsonObject)stream["properties"]!)["jobStreamId"]!;
            WriteObject(Shapes.Written((JsonObject)Call(HttpMethod.Get, $"/jobs/{id}/streams/{Escaped(record)}")!), enumerateCollection: false);
        }
        if (status == "Completed") return;
        var fault = new InvalidOperationException($"Runbook '{Name}', job {id}, is {status}{(exception is null ? "." : $": {exception}")}");
        WriteError(new ErrorRecord(fault, "RunbookNotCompleted", ErrorCategory.InvalidResult, id));
    }

    /// <summary>An attempt of this job that is repeated asks for the same name, and finds the job that is there.</summary>
    private JsonObject Start()
    {
        JsonObject parameters = Texts();
        JsonObject properties = new JsonObject { ["runbook"] = new JsonObject { ["name"] = Name }, ["parameters"] = parameters }
            .With("runOn", string.IsNullOrEmpty(RunOn) ? null : RunOn);
        JobServices? own = JobServices.Current;
        string like = $"{ResourceGroupName}/{AutomationAccountName}/{Name}/{RunOn}".ToLowerInvariant() + JsonWriter.Write(parameters);
        Guid name = own is null ? Guid.NewGuid() : own.Children.NameOf(own.JobId, like);
        var body = new JsonObject { ["properties"] = properties };
        return base.Wait(async cancel =>
        {
            try
            {
                return (JsonObject)(await CallAsync(HttpMethod.Put, $"/jobs/{name}", body, cancel).ConfigureAwait(false))!;
            }
            catch (AutomationException refusal) when (refusal.StatusCode == 409)
            {
                return (JsonObject)(await CallAsync(HttpMethod.Get, $"/jobs/{name}", null, cancel).ConfigureAwait(false))!;
            }
        });
    }

    /// <summary>Within the account the control plane tells the end, and this job takes no place of its worker meanwhile.</summary>
    private (string Status, string? Exception) Ended(string id)
    {
        if (JobServices.Current is { } own)
        {
            try
            {
                var answer = own.Children.Wait(new[] { id }, MaxWaitSeconds, durable: false);
                var job = (JsonObject)((List<object?>)answer["jobs"]!).Single()!;
                return ((string)job["status"]!, job["exception"] as string);
            }
            catch (Refused)
            {
                // A job of another account: it is asked for.
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
        for (int waited = 0; ; waited += Poll)
        {
            var its = (JsonObject)((JsonObject)Call(HttpMethod.Get, $"/jobs/{id}")!)["properties"]!;
            var status = (string)its["status"]!;
            if (status is "Completed" or "Failed" or "Stopped" or "Suspended" || waited >= MaxWaitSeconds) return (status, its["exception"] as string);
            base.Wait(cancel => Task.Delay(TimeSpan.FromSeconds(Poll), cancel).ContinueWith(_ => true, cancel));
        }
    }

    /// <summary>As Azure passes parameters: texts as they are, everything else as JSON.</summary>
    private JsonObject Texts()
    {
        var texts = new JsonObject();
        if (Parameters is null) return texts;
        foreach (DictionaryEntry each in Parameters)
        {
            string name = Convert.ToString(each.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            object? inner = each.Value is PSObject wrapped ? wrapped.BaseObject : each.Value;
            texts[name] = inner as string ?? JsonWriter.Write(JsonValues.Kept(each.Value, $"Parameter '{name}'"));
        }
        return texts;
    }
}
