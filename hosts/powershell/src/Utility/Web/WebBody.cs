using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Turns what scripts give as a body into the content of a request.</summary>
internal static class WebBody
{
    internal const string FormType = "application/x-www-form-urlencoded";

    internal static HttpContent Content(object body, string? contentType) => Bare(body) switch
    {
        byte[] bytes => new ByteArrayContent(bytes),
        Stream stream => new StreamContent(stream),
        IDictionary fields => Text(Fields(fields), contentType),
        XmlNode xml => Text(xml.OuterXml, contentType),
        var other => Text(LanguagePrimitives.ConvertTo<string>(other) ?? string.Empty, contentType),
    };

    /// <summary>`a=1&amp;b=2`, for a form or a query.</summary>
    internal static string Fields(IDictionary fields) => string.Join('&', fields.Cast<DictionaryEntry>().Select(field =>
        $"{WebUtility.UrlEncode(field.Key.ToString())}={WebUtility.UrlEncode(LanguagePrimitives.ConvertTo<string>(Bare(field.Value)))}"));

    /// <summary>A form in parts: files as files, lists as several parts of one name.</summary>
    internal static HttpContent Parts(IDictionary form)
    {
        var parts = new MultipartFormDataContent();
        foreach (DictionaryEntry field in form) AddPart(parts, field.Key.ToString()!, field.Value, true);
        return parts;
    }

    /// <summary>The value without PowerShell's wrapping.</summary>
    internal static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static void AddPart(MultipartFormDataContent parts, string name, object? value, bool enumerates)
    {
        switch (Bare(value))
        {
            case FileInfo file:
                var content = new StreamContent(file.OpenRead());
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                parts.Add(content, $"\"{name}\"", $"\"{file.Name}\"");
                break;
            case IEnumerable items and not string when enumerates:
                foreach (var item in items) AddPart(parts, name, item, false);
                break;
            case var other:
                parts.Add(new StringContent(LanguagePrimitives.ConvertTo<string>(other) ?? string.Empty), $"\"{name}\"");
                break;
        }
    }

    private static ByteArrayContent Text(string text, string? contentType)
    {
        var charset = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"') : null;
        return new ByteArrayContent(WebText.Named(charset).GetBytes(text));
    }
}
