using System.Collections.Generic;
using System.Linq;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>The frame that tells a host its job.</summary>
public sealed class JobStart
{
    /// <summary>From the frame as it came.</summary>
    public JobStart(JsonObject frame)
    {
        JobId = (string)frame["jobId"]!;
        Runbook = (string)frame["runbook"]!;
        Artifact = (string)frame["artifact"]!;
        Parameters = (JsonObject)frame["parameters"]!;
        Environment = (JsonObject)frame["environment"]!;
        Journal = ((List<object?>)frame["journal"]!).Cast<JsonObject>().ToList();
    }

    /// <summary>A GUID, wherever jobs are Azure's.</summary>
    public string JobId { get; }

    /// <summary>The runbook's name.</summary>
    public string Runbook { get; }

    /// <summary>Path of the script.</summary>
    public string Artifact { get; }

    /// <summary>Texts by name.</summary>
    public JsonObject Parameters { get; }

    /// <summary>Set before the script runs.</summary>
    public JsonObject Environment { get; }

    /// <summary>Steps that earlier attempts recorded.</summary>
    public IReadOnlyList<JsonObject> Journal { get; }
}
