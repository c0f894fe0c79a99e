using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Makes Invoke-MgGraphRequest's message, again for each attempt.</summary>
internal sealed class GraphRequestComposer
{
    private static readonly string[] ContentHeaders =
    {
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location",
        "Content-MD5", "Content-Range", "Content-Type", "Expires", "Last-Modified",
    };

    private readonly string endpoint;

    public GraphRequestComposer(string endpoint) => this.endpoint = endpoint.TrimEnd('/') + "/";

    public GraphRequestMethod Method { get; set; }

    public Uri Uri { get; set; } = null!;

    public object? Body { get; set; }

    public string? InputFile { get; set; }

    public string? ContentType { get; set; }

    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    public string? UserAgent { get; set; }

    public bool Validate { get; set; }

    /// <summary>A dictionary given to a GET is its query.</summary>
    public Uri Address
    {
        get
        {
            var absolute = Uri.IsAbsoluteUri && Uri.Scheme != "file" ? Uri : new Uri(new Uri(endpoint), Uri.OriginalString.TrimStart('/'));
            if (Method != GraphRequestMethod.GET || Body is not IDictionary query || query.Count == 0) return absolute;
            var more = string.Join("&", query.Keys.Cast<object>().Select(key =>
                $"{Escape(key.ToString()!)}={Escape(query[key]?.ToString() ?? string.Empty)}"));
            var before = absolute.Query.TrimStart('?');
            return new UriBuilder(absolute) { Query = before.Length == 0 ? more : $"{before}&{more}" }.Uri;
        }
    }

    public HttpRequestMessage Compose()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method.ToString()), Address) { Content = Content() };
        if (UserAgent is not null) request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        foreach (var header in Headers)
        {
            var ofContent = ContentHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase);
            if (ofContent && request.Content is null) continue;
            HttpHeaders target = ofContent ? request.Content!.Headers : request.Headers;
            if (ofContent) target.Remove(header.Key);
            if (!Validate || !TryAdd(target, header)) target.TryAddWithoutValidation(header.Key, header.Value);
        }

        return request;
    }

    private static bool TryAdd(HttpHeaders target, KeyValuePair<string, string> header)
    {
        target.Add(header.Key, header.Value);
        return true;
    }

    private HttpContent? Content()
    {
        if (Method == GraphRequestMethod.GET) return null;
        HttpContent? content = (Body, InputFile) switch
        {
            (null, null) => Method == GraphRequestMethod.DELETE ? null : new ByteArrayContent(Array.Empty<byte>()),
            (null, { } file) => new ByteArrayContent(File.ReadAllBytes(file)),
            (string text, _) => new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
            (byte[] bytes, _) => new ByteArrayContent(bytes),
            (Stream stream, _) => new ByteArrayContent(ReadAll(stream)),
            (var value, _) => new ByteArrayContent(Encoding.UTF8.GetBytes(GraphJson.Write(value))),
        };
        if (content is null) return null;
        var type = ContentType ?? (Headers.TryGetValue("Content-Type", out var named) ? named : "application/json");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static byte[] ReadAll(Stream stream)
    {
        if (stream.CanSeek) stream.Position = 0;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%24", "$").Replace("%2C", ",").Replace("%27", "'");
}
