using System;
using System.IO;
using System.Net.Http;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the text of a response in the character set that it names; without one it is UTF-8.</summary>
internal static class WebText
{
    internal static string Read(HttpResponseMessage response, byte[] bytes)
    {
        using var text = new StreamReader(new MemoryStream(bytes), Named(response.Content.Headers.ContentType?.CharSet?.Trim('"')), true);
        return text.ReadToEnd();
    }

    internal static Encoding Named(string? charset)
    {
        if (string.IsNullOrEmpty(charset)) return new UTF8Encoding(false);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? new UTF8Encoding(false) : Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return new UTF8Encoding(false); // a name that nobody knows
        }
    }

    /// <summary>`application/json` and its relatives.</summary>
    internal static bool IsJson(string? type) =>
        type is not null
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/x-javascript", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("/javascript", StringComparison.OrdinalIgnoreCase));

    /// <summary>`text/xml` and its relatives.</summary>
    internal static bool IsXml(string? type) =>
        type is not null && (type.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase));

    /// <summary>Anything a person could read.</summary>
    internal static bool IsText(string? type) =>
        type is null || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || IsJson(type) || IsXml(type);
}
