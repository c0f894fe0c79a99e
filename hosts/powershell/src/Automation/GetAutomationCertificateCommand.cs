using System;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Automation;

/// <summary>Get-AutomationCertificate: a certificate asset, with its private key when it has one.</summary>
[Cmdlet(VerbsCommon.Get, "AutomationCertificate")]
[OutputType(typeof(X509Certificate2))]
public sealed class GetAutomationCertificateCommand : AssetCommand
{
    /// <summary>netstandard2.0 has no name for it.</summary>
    private const X509KeyStorageFlags EphemeralKeySet = (X509KeyStorageFlags)32;

    /// <inheritdoc/>
    protected override void Process(JobServices job) => WriteObject(Open((JsonObject)job.GetAsset("certificate", Name)!));

    /// <summary>The certificate of an asset; sign-in by its thumbprint finds it from now on.</summary>
    internal static X509Certificate2 Open(JsonObject asset)
    {
        byte[] content = Convert.FromBase64String((string)asset["content"]!);
        bool withKey = asset["hasPrivateKey"] is true;
        // The key is kept in memory: a job has no profile in which .NET could store it.
        X509KeyStorageFlags flags = EphemeralKeySet;
        if (asset["isExportable"] is true) flags |= X509KeyStorageFlags.Exportable;
        X509Certificate2 certificate = withKey ? Open(content, asset["password"] as string ?? "", flags) : Open(content);
        DeliveredCertificates.Add(certificate);
        return certificate;
    }

#if NET
    private static X509Certificate2 Open(byte[] content, string password, X509KeyStorageFlags flags) =>
        X509CertificateLoader.LoadPkcs12(content, password, flags);

    private static X509Certificate2 Open(byte[] content) => X509CertificateLoader.LoadCertificate(content);
#else
    private static X509Certificate2 Open(byte[] content, string password, X509KeyStorageFlags flags) => new(content, password, flags);

    private static X509Certificate2 Open(byte[] content) => new(content);
#endif
}
