using System;
using System.Security.Authentication;

namespace Microsoft.PowerShell.Commands;

/// <summary>Which versions of TLS a request may use.</summary>
[Flags]
public enum WebSslProtocol
{
    /// <summary>Those of the system.</summary>
    Default = SslProtocols.None,

    /// <summary>TLS 1.2.</summary>
    Tls12 = SslProtocols.Tls12,

    /// <summary>TLS 1.3.</summary>
    Tls13 = SslProtocols.Tls13,
}
