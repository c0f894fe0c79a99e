using System;
using System.Globalization;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>Sends a job's records to the worker, in the order in which they are written.</summary>
public sealed class RecordStreams
{
    /// <summary>Azure Automation's limit of one record. More is cut and marked; it never fails the job.</summary>
    private const int LargestText = 1024 * 1024;

    private readonly FrameChannel channel;

    /// <summary>Sends over this channel.</summary>
    public RecordStreams(FrameChannel channel) => this.channel = channel;

    /// <summary>Writes one record.</summary>
    /// <param name="stream">One of Azure's six, or <c>Information</c>.</param>
    /// <param name="text">For people.</param>
    /// <param name="value">What it is beyond its text, as JSON values; null for a text alone.</param>
    public void Write(string stream, string text, object? value = null) => channel.Send(new JsonObject
    {
        ["type"] = "stream",
        ["stream"] = stream,
        ["text"] = text.Length > LargestText ? Cut(text) : text,
        ["time"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    }.With("value", value));

    private static string Cut(string text) =>
        $"{text.Substring(0, LargestText)}\n… cut here: {text.Length} characters in all";
}
