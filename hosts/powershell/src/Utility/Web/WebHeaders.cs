using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace Microsoft.PowerShell.Commands;

/// <summary>All headers of a response, each with its list of values.</summary>
internal static class WebHeaders
{
    internal static Dictionary<string, IEnumerable<string>> Of(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = values.ToArray();
        return headers;
    }
}
