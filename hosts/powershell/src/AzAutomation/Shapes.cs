using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>Answers of the API as the objects that Az.Automation makes of them, under their type names.</summary>
internal static class Shapes
{
    internal static PSObject Job(AutomationCmdlet of, JsonObject job)
    {
        var its = (JsonObject)job["properties"]!;
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        if (its["parameters"] is JsonObject given)
        {
            foreach (string name in given.Names) parameters[name] = given[name];
        }
        PSObject shown = Of(of, "Microsoft.Azure.Commands.Automation.Model.Job");
        Add(shown, "JobId", Guid.Parse((string)its["jobId"]!));
        Add(shown, "CreationTime", Time(its["creationTime"]));
        Add(shown, "Status", its["status"]);
        Add(shown, "StatusDetails", its["statusDetails"]);
        Add(shown, "StartTime", Time(its["startTime"]));
        Add(shown, "EndTime", Time(its["endTime"]));
        Add(shown, "Exception", its["exception"]);
        Add(shown, "LastModifiedTime", Time(its["lastModifiedTime"]));
        Add(shown, "LastStatusModifiedTime", Time(its["lastStatusModifiedTime"]));
        Add(shown, "JobParameters", parameters);
        Add(shown, "RunbookName", (its["runbook"] as JsonObject)?["name"]);
        Add(shown, "HybridWorker", its["runOn"] as string ?? string.Empty);
        Add(shown, "StartedBy", its["startedBy"]);
        return shown;
    }

    internal static PSObject Stream(AutomationCmdlet of, Guid jobId, JsonObject stream, bool whole)
    {
        var its = (JsonObject)stream["properties"]!;
        PSObject shown = Of(of, $"Microsoft.Azure.Commands.Automation.Model.JobStream{(whole ? "Record" : string.Empty)}");
        Add(shown, "JobId", jobId);
        Add(shown, "StreamRecordId", its["jobStreamId"]);
        Add(shown, "Time", Time(its["time"]));
        Add(shown, "Summary", its["summary"]);
        Add(shown, "Type", its["streamType"]);
        if (whole) Add(shown, "Value", PowerShellValues.Of(its["value"], asHashtable: true));
        return shown;
    }

    /// <summary>What a runbook wrote: scalars come wrapped, objects as their properties.</summary>
    internal static object? Written(JsonObject stream)
    {
        object? value = ((JsonObject)stream["properties"]!)["value"];
        return value is JsonObject { Names: { Count: 1 } names } wrapped && names[0] == "value" ? PowerShellValues.Of(wrapped["value"]) : PowerShellValues.Of(value);
    }

    private static PSObject Of(AutomationCmdlet of, string type)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, type);
        Add(shown, "ResourceGroupName", of.ResourceGroupName);
        Add(shown, "AutomationAccountName", of.AutomationAccountName);
        return shown;
    }

    private static void Add(PSObject to, string name, object? value) => to.Properties.Add(new PSNoteProperty(name, value));

    private static object? Time(object? text) =>
        text is string iso ? DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
}
