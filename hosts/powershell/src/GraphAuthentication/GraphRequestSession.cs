using System;
using System.Collections.Generic;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Headers that go along with every request of a session variable.</summary>
public sealed class GraphRequestSession
{
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string? UserAgent { get; set; }
}
