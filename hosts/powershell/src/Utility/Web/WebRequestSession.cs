using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>What requests of one session share: cookies, headers, who asks.</summary>
public class WebRequestSession
{
    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What servers asked to be told again.</summary>
    public CookieContainer Cookies { get; set; } = new();

    /// <summary>Whether the machine's own user asks.</summary>
    public bool UseDefaultCredentials { get; set; }

    /// <summary>Who asks.</summary>
    public ICredentials? Credentials { get; set; }

    /// <summary>Certificates shown to servers that want one.</summary>
    public X509CertificateCollection? Certificates { get; set; }

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; set; } = $"Mozilla/5.0 (Linux; {RuntimeInformation.OSDescription}; {CultureInfo.CurrentCulture.Name}) PowerShell/{PSVersionInfo.PSVersion}";

    /// <summary>A proxy other than that of the environment.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>How many redirections are followed; -1 leaves it to the engine.</summary>
    public int MaximumRedirection { get; set; } = -1;

    /// <summary>How often a failed request is sent again.</summary>
    public int MaximumRetryCount { get; set; }

    /// <summary>Seconds between two tries.</summary>
    public int RetryIntervalInSeconds { get; set; }
}
