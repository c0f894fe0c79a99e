using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the web cmdlets say about a request, a response and a failure, in the words of PowerShell 7.6.</summary>
internal static partial class WebNotes
{
    internal static string Of(HttpRequestMessage request, string? file) =>
        $"WebRequest: v{request.Version} {request.Method} {request.RequestUri}{(file is null ? string.Empty : $" output to {file}")}{Load(request.Content)}";

    internal static string Of(HttpResponseMessage response) =>
        $"WebResponse: {(int)response.StatusCode} {response.ReasonPhrase}{Load(response.Content)}";

    private static string Load(HttpContent? content)
    {
        if (content is null) return string.Empty;
        var type = content.Headers.ContentType?.MediaType is { } name ? $" with {name} payload" : string.Empty;
        return content.Headers.ContentLength is { } size ? $"{type} with body size {Size(size)}" : type;
    }

    private static string Size(long bytes)
    {
        var unit = bytes >= 1 << 20 ? (1 << 20, "MB") : bytes >= 1 << 10 ? (1 << 10, "KB") : (1, "B");
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit.Item1:0.##} {unit.Item2} ({bytes} bytes)");
    }

    /// <summary>The body of a failure for people: JSON and XML in lines of their own, HTML without its tags.</summary>
    internal static string OfFailure(string body, string? type)
    {
        try
        {
            if (WebText.IsXml(type)) return Environment.NewLine + Indented(body);
            if (WebText.IsJson(type) && JsonNode.Parse(body) is { } json) return Environment.NewLine + json.ToJsonString(Lines);
        }
        catch (Exception error) when (error is JsonException or XmlException)
        {
            // A server that names one thing and sends another: as any text.
        }

        return Tag().Replace(body, string.Empty);
    }

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    private static string Indented(string body)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(body);
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineOnAttributes = true, OmitXmlDeclaration = true })) document.Save(writer);
        return text.ToString();
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
