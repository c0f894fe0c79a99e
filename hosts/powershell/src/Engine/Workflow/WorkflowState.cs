using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>A workflow's variables as checkpoints keep them: CLIXML by name, in the journal of the job's steps.</summary>
internal sealed class WorkflowState
{
    /// <summary>Of a checkpoint's step, before its number.</summary>
    internal const string StepName = "Checkpoint-Workflow ";

    /// <summary>Bytes of one checkpoint.</summary>
    private const int Limit = 5 * 1024 * 1024;

    /// <summary>Levels of objects inside objects.</summary>
    private const int Depth = 8;

    private readonly JobServices services;
    private int taken;

    internal WorkflowState(JobServices services) => this.services = services;

    /// <summary>Sets the variables of the newest checkpoint. Returns its number in the workflow; 0 when there is none.</summary>
    internal int Restore(SessionState session)
    {
        taken = services.Recorded.Keys
            .Where(each => each.StartsWith(StepName, StringComparison.Ordinal))
            .Select(each => int.TryParse(each.Substring(StepName.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .DefaultIfEmpty(0).Max();
        if (taken == 0) return 0;
        services.Children.Checkpoint = StepName + taken;
        var kept = (JsonObject)JsonReader.Read((string)services.Recorded[StepName + taken]!)!;
        var values = (JsonObject)kept["variables"]!;
        foreach (string name in values.Names) session.PSVariable.Set(name, values[name] is string text ? PSSerializer.Deserialize(text) : null);
        return (int)(long)kept["place"]!;
    }

    internal void Record(SessionState session, IEnumerable<string> names, int place, int line)
    {
        var values = new JsonObject();
        foreach (string name in names)
        {
            if (session.PSVariable.Get(name) is { } variable) values[name] = variable.Value == null ? null : PSSerializer.Serialize(variable.Value, Depth);
        }
        string text = JsonWriter.Write(new JsonObject { ["place"] = place, ["variables"] = values });
        int size = Encoding.UTF8.GetByteCount(text);
        if (size > Limit)
        {
            string largest = values.Names.OrderByDescending(each => (values[each] as string)?.Length ?? 0).First();
            throw new InvalidOperationException(string.Format(CultureInfo.InvariantCulture,
                "The checkpoint at line {0} would hold {1:0.0} MB; the limit is 5 MB. The largest variable is '{2}': set it to $null before the checkpoint, or keep less in it.",
                line, size / 1048576.0, largest));
        }
        string step = StepName + (taken + 1).ToString(CultureInfo.InvariantCulture);
        services.BeginStep(step, out _);
        try
        {
            services.EndStep(step, text);
        }
        finally
        {
            services.LeaveStep(step);
        }
        taken += 1;
        services.Children.Checkpoint = step;
    }
}
