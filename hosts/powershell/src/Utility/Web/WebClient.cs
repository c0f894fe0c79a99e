using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes the HTTP client of a request. Proxy and trust are those of the environment unless the script says else.</summary>
internal static class WebClient
{
    internal static HttpClient For(WebRequestParameters asked, WebRequestSession session)
    {
        var handler = new HttpClientHandler
        {
            CookieContainer = session.Cookies,
            AutomaticDecompression = DecompressionMethods.All,
            UseDefaultCredentials = session.UseDefaultCredentials,
        };
        if (session.Credentials is not null) handler.Credentials = session.Credentials;
        if (session.Certificates is { Count: > 0 }) handler.ClientCertificates.AddRange(session.Certificates);
        if (asked.SkipCertificateCheck) handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        if (asked.NoProxy) handler.UseProxy = false;
        else if (session.Proxy is not null) handler.Proxy = session.Proxy;
        var redirections = asked.MaximumRedirection >= 0 ? asked.MaximumRedirection : session.MaximumRedirection;
        if (redirections == 0) handler.AllowAutoRedirect = false;
        else if (redirections > 0) handler.MaxAutomaticRedirections = redirections;
        return new HttpClient(handler)
        {
            Timeout = asked.ConnectionTimeoutSeconds > 0 ? TimeSpan.FromSeconds(asked.ConnectionTimeoutSeconds) : System.Threading.Timeout.InfiniteTimeSpan,
        };
    }
}
