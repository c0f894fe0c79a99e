using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>What Get-MgContext shows: the properties of the original, in its order.</summary>
public sealed class GraphContext
{
    public string? ClientId { get; set; }

    public string? TenantId { get; set; }

    /// <summary>Application permissions, or delegated ones.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = new List<string>();

    /// <summary>AppOnly, Delegated or UserProvidedAccessToken.</summary>
    public string AuthType { get; set; } = "AppOnly";

    public string TokenCredentialType { get; set; } = "ClientCertificate";

    public string? CertificateThumbprint { get; set; }

    public string? CertificateSubjectName { get; set; }

    public bool SendCertificateChain { get; set; }

    public string? Account { get; set; }

    public string? AppName { get; set; }

    public string ContextScope { get; set; } = "Process";

    public X509Certificate2? Certificate { get; set; }

    public string? PSHostVersion { get; set; }

    public string? ManagedIdentityId { get; set; }

    /// <summary>Never filled: a context is printed.</summary>
    public string? ClientSecret { get; }

    public string Environment { get; set; } = "Global";
}
