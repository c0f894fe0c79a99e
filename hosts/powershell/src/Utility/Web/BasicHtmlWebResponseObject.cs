using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>A response with text, and the links, pictures and fields found in it.</summary>
public partial class BasicHtmlWebResponseObject(HttpResponseMessage response, byte[] body, Dictionary<string, string> links)
    : WebResponseObject(response, body, links)
{
    /// <summary>The body as text.</summary>
    public new string Content { get; } = WebText.Read(response, body);

    /// <summary>What its bytes were read with.</summary>
    public Encoding Encoding { get; } = WebText.Named(response.Content.Headers.ContentType?.CharSet?.Trim('"'));

    /// <summary>The <c>a</c> elements.</summary>
    public PSObject[] Links => Elements("a", true);

    /// <summary>The <c>img</c> elements.</summary>
    public PSObject[] Images => Elements("img", false);

    /// <summary>The <c>input</c> elements.</summary>
    public PSObject[] InputFields => Elements("input", false);

    /// <summary>The body as text.</summary>
    public override string ToString() => Content;

    /// <inheritdoc/>
    protected override string Shown => Content;

    private PSObject[] Elements(string tag, bool closes)
    {
        var pattern = closes ? $@"<{tag}\b(?<attributes>[^>]*)>.*?</{tag}>" : $@"<{tag}\b(?<attributes>[^>]*)>";
        return Regex.Matches(Content, pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline).Select(Element).ToArray();
    }

    private static PSObject Element(Match match)
    {
        var element = new PSObject();
        element.Properties.Add(new PSNoteProperty("outerHTML", match.Value));
        element.Properties.Add(new PSNoteProperty("tagName", match.Value[1..].Split(' ', '>', '/')[0].ToUpperInvariant()));
        foreach (Match attribute in Attribute().Matches(match.Groups["attributes"].Value))
        {
            var value = attribute.Groups["value"].Value.Trim('"', '\'');
            if (element.Properties[attribute.Groups["name"].Value] is null) element.Properties.Add(new PSNoteProperty(attribute.Groups["name"].Value, value));
        }

        return element;
    }

    [GeneratedRegex("""(?<name>[\w-]+)\s*(=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'>]+))?""")]
    private static partial Regex Attribute();
}
