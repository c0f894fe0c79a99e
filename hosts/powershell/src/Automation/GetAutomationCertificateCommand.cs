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
    protected override void Process(JobServices job)
    {
        var asset = (JsonObject)job.GetAsset("certificate", Name)!;
        byte[] content = Convert.FromBase64String((string)asset["content"]!);
        bool withKey = asset["hasPrivateKey"] is true;
        // The key is kept in memory: a job has no profile in which .NET could store it.
        X509KeyStorageFlags flags = EphemeralKeySet;
        if (asset["isExportable"] is true) flags |= X509KeyStorageFlags.Exportable;
        WriteObject(withKey ? Open(content, asset["password"] as string ?? "", flags) : Open(content));
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
