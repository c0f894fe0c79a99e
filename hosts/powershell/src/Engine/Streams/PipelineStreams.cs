using System.Collections.Generic;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>Turns everything that a pipeline writes into records, live: the engine waits while one is on its way.</summary>
public sealed class PipelineStreams
{
    private readonly RecordStreams streams;
    private readonly FormattedOutput formatted;
    private readonly System.Action<string?, string?> expect;

    /// <summary>Listens for one job.</summary>
    /// <param name="streams">Where records go.</param>
    /// <param name="expect">Called with the text of an information record that the engine may print as well, or with the colour of what it will print.</param>
    public PipelineStreams(RecordStreams streams, System.Action<string?, string?> expect)
    {
        this.expect = expect;
        this.streams = streams;
        formatted = new FormattedOutput(text => streams.Write("Output", text));
    }

    /// <summary>Listens to a pipeline's streams and returns the collection for its output.</summary>
    public PSDataCollection<PSObject> Attach(System.Management.Automation.PowerShell pipeline)
    {
        PSDataStreams from = pipeline.Streams;
        Each(from.Error, error => streams.Write("Error", ErrorReport.Text(error), ErrorReport.Value(error)));
        Each(from.Warning, record => streams.Write("Warning", record.Message));
        Each(from.Verbose, record => streams.Write("Verbose", record.Message));
        Each(from.Debug, record => streams.Write("Debug", record.Message));
        Each(from.Progress, Progress);
        Each(from.Information, Information);
        var output = new PSDataCollection<PSObject>();
        Each(output, Output);
        return output;
    }

    /// <summary>Writes what is held back, at the end of the pipeline.</summary>
    public void Finish() => formatted.Finish();

    private void Output(PSObject? value)
    {
        if (value is null || formatted.Takes(value)) return;
        object inner = value.BaseObject;
        string text = ObjectText.Of(value);
        streams.Write("Output", text, inner is string ? null : JsonValues.Shown(value));
    }

    private void Progress(ProgressRecord record)
    {
        string percent = record.PercentComplete < 0 ? "" : $" {record.PercentComplete} %";
        string status = string.IsNullOrWhiteSpace(record.StatusDescription) ? "" : $": {record.StatusDescription}";
        streams.Write("Progress", $"{record.Activity}{status}{percent}", new JsonObject
        {
            ["Activity"] = record.Activity,
            ["ActivityId"] = record.ActivityId,
        }
        .With("ParentActivityId", record.ParentActivityId < 0 ? null : record.ParentActivityId)
        .With("StatusDescription", record.StatusDescription)
        .With("CurrentOperation", record.CurrentOperation)
        .With("PercentComplete", record.PercentComplete < 0 ? null : record.PercentComplete)
        .With("SecondsRemaining", record.SecondsRemaining < 0 ? null : record.SecondsRemaining)
        .With("RecordType", record.RecordType.ToString()));
    }

    private void Information(InformationRecord record)
    {
        // Write-Host: it comes by the terminal, which joins what was written without a line end.
        bool printed = record.Tags.Contains("PSHOST");
        expect(printed ? null : record.ToString(), (record.MessageData as HostInformationMessage)?.ForegroundColor?.ToString());
        if (printed) return;
        var value = new JsonObject { ["Tags"] = new List<object?>(record.Tags), ["Source"] = record.Source };
        if (record.MessageData is not string) value["MessageData"] = JsonValues.Shown(record.MessageData);
        streams.Write("Information", record.ToString(), value);
    }

    private static void Each<T>(PSDataCollection<T> collection, System.Action<T> write) => collection.DataAdded += (_, _) =>
    {
        // Read at once and for good: a long job keeps none of what it wrote.
        foreach (T record in collection.ReadAll()) write(record);
    };
}
