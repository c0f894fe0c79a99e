using System;
using System.Net;
using System.Net.Http;

namespace Tenantry.PowerShell.Identity;

/// <summary>HTTP as a job has it: through its gateway, trusting what SSL_CERT_FILE names.</summary>
internal static class JobHttp
{
    /// <summary>Redirects are the caller's: a report's answer is one, and its bearer must not travel along.</summary>
    public static HttpClient Create(TimeSpan? timeout = null) =>
        new(new HttpClientHandler
        {
            Proxy = new EnvironmentProxy(),
            UseProxy = true,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
        })
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(300),
        };
}
