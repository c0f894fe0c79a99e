using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the Link headers of a response (RFC 8288): relation → absolute address.</summary>
internal static partial class WebLinks
{
    internal static Dictionary<string, string> In(HttpResponseMessage response, Uri request)
    {
        var links = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!response.Headers.TryGetValues("Link", out var headers)) return links;
        foreach (var header in headers)
        {
            foreach (Match link in Link().Matches(header))
            {
                links.TryAdd(link.Groups["rel"].Value, new Uri(request, link.Groups["url"].Value).AbsoluteUri);
            }
        }

        return links;
    }

    [GeneratedRegex("""<(?<url>[^>]*)>[^,]*?;\s*rel="?(?<rel>[^",;]+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
