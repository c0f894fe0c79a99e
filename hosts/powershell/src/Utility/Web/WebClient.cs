using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes the HTTP client of a request. Proxy and trust are those of the environment unless the script says else.</summary>
internal static class WebClient
{
    internal static HttpClient For(WebRequestParameters asked, WebRequestSession session)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false, // WebRedirect does that
            CookieContainer = session.Cookies,
            AutomaticDecompression = DecompressionMethods.All,
            UseDefaultCredentials = session.UseDefaultCredentials,
        };
        if (session.Credentials is not null) handler.Credentials = session.Credentials;
        if (session.Certificates is { Count: > 0 }) handler.ClientCertificates.AddRange(session.Certificates);
        if (asked.SkipCertificateCheck) handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        if (asked.NoProxy) handler.UseProxy = false;
        else if (session.Proxy is not null) handler.Proxy = session.Proxy;
        if (asked.SslProtocol != WebSslProtocol.Default) handler.SslProtocols = (SslProtocols)asked.SslProtocol;
        return new HttpClient(handler)
        {
            Timeout = asked.ConnectionTimeoutSeconds > 0 ? TimeSpan.FromSeconds(asked.ConnectionTimeoutSeconds) : System.Threading.Timeout.InfiniteTimeSpan,
        };
    }
}
