using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Invoke-WebRequest gives.</summary>
public class WebResponseObject
{
    private readonly byte[] bytes;

    /// <summary>Keeps the response with its whole body.</summary>
    public WebResponseObject(HttpResponseMessage response, byte[] body, Dictionary<string, string> links)
    {
        BaseResponse = response;
        bytes = body;
        Headers = WebHeaders.Of(response);
        RelationLink = links;
    }

    /// <summary>The response itself.</summary>
    public HttpResponseMessage BaseResponse { get; }

    /// <summary>The number of the status.</summary>
    public int StatusCode => (int)BaseResponse.StatusCode;

    /// <summary>The words of the status.</summary>
    public string StatusDescription => BaseResponse.ReasonPhrase ?? string.Empty;

    /// <summary>The body: bytes here, text in the class for text.</summary>
    public byte[] Content => bytes;

    /// <summary>The headers.</summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; }

    /// <summary>The Link headers: relation → address.</summary>
    public Dictionary<string, string> RelationLink { get; }

    /// <summary>How many bytes the body has.</summary>
    public long RawContentLength => bytes.Length;

    /// <summary>The body as a stream.</summary>
    public MemoryStream RawContentStream => new(bytes, false);

    /// <summary>Status line, headers and body, as they came.</summary>
    public string RawContent
    {
        get
        {
            var text = new StringBuilder().AppendLine($"HTTP/{BaseResponse.Version} {StatusCode} {StatusDescription}");
            foreach (var (name, values) in Headers) text.AppendLine($"{name}: {string.Join(", ", values)}");
            return text.AppendLine().Append(Shown).ToString();
        }
    }

    /// <summary>The file that got the body as well.</summary>
    public string? OutFile { get; internal set; }

    /// <summary>What <see cref="RawContent"/> ends with.</summary>
    protected virtual string Shown => ToString();

    /// <summary>The body as letters: a dot for what cannot be shown.</summary>
    public override string ToString() => new(Encoding.ASCII.GetChars(bytes).Select(letter => Shows(letter) ? letter : '.').ToArray());

    private static bool Shows(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsPunctuation(letter) || char.IsSeparator(letter) || char.IsSymbol(letter) || char.IsWhiteSpace(letter);
}
