using System;
using System.Linq;
using System.Net;

namespace Tenantry.PowerShell.Identity;

/// <summary>
/// The way out that HTTPS_PROXY and NO_PROXY name now. .NET reads them once in a process, and a warm process learns its
/// job's way out only when the job comes.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    public ICredentials? Credentials { get; set; } = new ProxyCredentials();

    public Uri? GetProxy(Uri destination) => ProxyOf(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || ProxyOf(host) is null || Excepted(host.Host);

    private static Uri? ProxyOf(Uri destination)
    {
        var name = destination.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        var value = Environment.GetEnvironmentVariable(name.ToLowerInvariant()) ?? Environment.GetEnvironmentVariable(name);
        return Uri.TryCreate(value, UriKind.Absolute, out var proxy) ? proxy : null;
    }

    private static bool Excepted(string host)
    {
        var exceptions = Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY") ?? string.Empty;
        return exceptions.Split(',').Select(each => each.Trim().TrimStart('*')).Where(each => each.Length > 0).Any(each =>
            host.Equals(each.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + each.TrimStart('.'), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Name and password stand in the proxy's own address.</summary>
    private sealed class ProxyCredentials : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            var proxy = new[] { "https://any", "http://any" }
                .Select(each => ProxyOf(new Uri(each)))
                .FirstOrDefault(each => each is not null && each.Host == uri.Host && each.Port == uri.Port);
            var parts = proxy?.UserInfo.Split(new[] { ':' }, 2);
            return parts is not { Length: 2 }
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]));
        }
    }
}
