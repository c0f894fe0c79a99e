using System;
using System.Net.Http;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Where a response sends the request on to. The client could follow by itself, but not with what scripts may ask for:
/// keeping the method or the Authorization header, or going from HTTPS to HTTP.
/// </summary>
internal static class WebRedirect
{
    /// <summary>As many as the client would follow by itself.</summary>
    internal const int UsualLimit = 50;

    /// <summary>The next address, or null when the response is the last.</summary>
    internal static Uri? Target(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is 300 or 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    /// <summary>From HTTPS to something that anybody can read.</summary>
    internal static bool IsInsecure(Uri from, Uri to) => from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps;

    /// <summary>Browsers made this a habit long ago: a POST becomes a GET, and 303 makes anything one.</summary>
    internal static bool BecomesGet(HttpResponseMessage response, HttpMethod method) => (int)response.StatusCode switch
    {
        300 or 301 or 302 => method == HttpMethod.Post,
        303 => method != HttpMethod.Get && method != HttpMethod.Head,
        _ => false,
    };
}
