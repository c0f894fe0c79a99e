using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Invoke-RestMethod: one request, and what its body says: JSON as objects, XML as a document, feeds as entries.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RestMethod", DefaultParameterSetName = "StandardMethod")]
public sealed class InvokeRestMethodCommand : WebRequestCommand
{
    /// <summary>The variable that gets the headers of the response.</summary>
    [Parameter]
    [Alias("RHV")]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The variable that gets the number of the status.</summary>
    [Parameter]
    public string? StatusCodeVariable { get; set; }

    /// <summary>Goes on with the response's next link, as long as there is one.</summary>
    [Parameter]
    [Alias("FL")]
    public SwitchParameter FollowRelLink { get; set; }

    /// <summary>How many pages at most, the first included.</summary>
    [Parameter]
    [Alias("ML")]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumFollowRelLink { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override HttpResponseMessage Exchange(HttpClient client, WebRequestSession session, Uri address)
    {
        var response = base.Exchange(client, session, address);
        for (var left = MaximumFollowRelLink; FollowRelLink && left > 1; left--)
        {
            if (!WebLinks.In(response, address).TryGetValue("next", out var next)) break;
            address = new Uri(next);
            WriteVerbose($"Following rel link {address}");
            response = base.Exchange(client, session, address);
        }

        return response;
    }

    /// <inheritdoc/>
    protected override void Show(HttpResponseMessage response, byte[] body, Uri address)
    {
        if (StatusCodeVariable is not null) SessionState.PSVariable.Set(StatusCodeVariable, (int)response.StatusCode);
        if (ResponseHeadersVariable is not null) SessionState.PSVariable.Set(ResponseHeadersVariable, WebHeaders.Of(response));
        var text = WebText.Read(response, body);
        if (WebText.IsJson(response.Content.Headers.ContentType?.MediaType) ? Json(text) || Xml(text) : Xml(text) || Json(text)) return;
        WriteObject(text);
    }

    private bool Json(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        try
        {
            // A list is sent on as one object, as the original does.
            WriteObject(new JsonText(this, false, 1024, JsonDateKind.Default).Read(text), false);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private bool Xml(string text)
    {
        if (!text.TrimStart().StartsWith('<')) return false;
        try
        {
            var document = new XmlDocument { XmlResolver = null };
            document.LoadXml(text.TrimStart('\uFEFF'));
            var root = document.DocumentElement!;
            var entries = root.LocalName switch
            {
                "rss" => root.GetElementsByTagName("item"),
                "feed" => root.GetElementsByTagName("entry"),
                _ => null,
            };
            if (entries is null) WriteObject(document);
            else WriteObject(entries.Cast<XmlNode>().ToArray(), true);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
