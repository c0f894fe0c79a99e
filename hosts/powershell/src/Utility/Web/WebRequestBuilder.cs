using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Builds a request from the parameters and the session.</summary>
internal sealed class WebRequestBuilder(WebRequestParameters asked, WebRequestSession session)
{
    private string? ContentType => asked.ContentType ?? (session.Headers.TryGetValue("Content-Type", out var type) ? type : null);

    /// <summary>The request, or what remains of it when a redirection is followed.</summary>
    internal HttpRequestMessage Build(Uri address, HttpMethod? redirected, bool withAuthorization)
    {
        var method = redirected ?? Method();
        if (redirected is null && method == HttpMethod.Get && WebBody.Bare(asked.Body) is IDictionary query) address = WithQuery(address, query);
        var request = new HttpRequestMessage(method, address);
        if (asked.HttpVersion is not null) request.Version = asked.HttpVersion;
        if (asked.DisableKeepAlive) request.Headers.Add("Connection", "Close");
        // A method that a redirection changed to GET has lost its body.
        if (redirected is null || redirected == Method()) request.Content = Content(method) ?? Nothing(method);
        Type(request.Content, method);
        foreach (var (name, value) in session.Headers) Add(request, name, value);
        if (!session.Headers.ContainsKey("User-Agent")) request.Headers.TryAddWithoutValidation("User-Agent", session.UserAgent);
        Sign(request, address);
        if (!withAuthorization) request.Headers.Authorization = null;
        return request;
    }

    private HttpMethod Method()
    {
        if (asked.CustomMethod is not null) return new HttpMethod(asked.CustomMethod.ToUpperInvariant());
        if (asked.Method != WebRequestMethod.Default) return new HttpMethod(asked.Method.ToString().ToUpperInvariant());
        return HttpMethod.Get; // with -Form as well
    }

    private static Uri WithQuery(Uri address, IDictionary query)
    {
        var builder = new UriBuilder(address);
        var fields = WebBody.Fields(query);
        builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{fields}" : fields;
        return builder.Uri;
    }

    private HttpContent? Content(HttpMethod method)
    {
        if (asked.InFile is not null) return new StreamContent(File.OpenRead(asked.GetUnresolvedProviderPathFromPSPath(asked.InFile)));
        if (asked.Form is not null) return WebBody.Parts(asked.Form);
        if (asked.Body is null || method == HttpMethod.Get && WebBody.Bare(asked.Body) is IDictionary) return null;
        return WebBody.Content(asked.Body, ContentType);
    }

    /// <summary>Methods that usually carry a body say that there is none, and so does a request whose type is named.</summary>
    private ByteArrayContent? Nothing(HttpMethod method) =>
        method != HttpMethod.Get && method != HttpMethod.Head || ContentType is not null ? new ByteArrayContent([]) : null;

    private void Type(HttpContent? content, HttpMethod method)
    {
        if (content is null or MultipartFormDataContent) return;
        var type = ContentType ?? (method == HttpMethod.Post ? WebBody.FormType : null);
        if (type is null) return;
        if (asked.SkipHeaderValidation) content.Headers.TryAddWithoutValidation("Content-Type", type);
        else content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
    }

    private void Add(HttpRequestMessage request, string name, string value)
    {
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) return; // in its own place already
        if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        else if (asked.SkipHeaderValidation || name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)) request.Headers.TryAddWithoutValidation(name, value);
        else request.Headers.Add(name, value);
    }

    private void Sign(HttpRequestMessage request, Uri address)
    {
        if (asked.Authentication == WebAuthenticationType.None)
        {
            Allow(address, asked.Credential is not null || asked.UseDefaultCredentials);
            return;
        }

        Allow(address, true);
        if (asked.Authentication == WebAuthenticationType.Basic)
        {
            if (asked.Credential is null) Refuse("WebCmdletAuthenticationCredentialNotSuppliedException", "The cmdlet cannot run because the following parameter is not specified: Credential. The supplied Authentication type requires a Credential.");
            var pair = asked.Credential!.GetNetworkCredential();
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pair.UserName}:{pair.Password}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", text);
            return;
        }

        if (asked.Token is null) Refuse("WebCmdletAuthenticationTokenNotSuppliedException", "The cmdlet cannot run because the following parameter is not specified: Token. The supplied Authentication type requires a Token.");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", new NetworkCredential(string.Empty, asked.Token).Password);
    }

    private void Allow(Uri address, bool says)
    {
        if (!says || asked.AllowUnencryptedAuthentication || address.Scheme == Uri.UriSchemeHttps) return;
        Refuse("WebCmdletAllowUnencryptedAuthenticationRequiredException", "The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.");
    }

    private void Refuse(string id, string message) =>
        asked.ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), id, ErrorCategory.InvalidArgument, null));
}
