using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tenantry.PowerShell.Identity;

/// <summary>
/// Where a certificate that is named by its thumbprint or subject may lie: with the assets that this job was given, in the
/// user's store, in the machine's store.
/// </summary>
internal static class CertificateStore
{
    public static X509Certificate2 ByThumbprint(string thumbprint)
    {
        var plain = thumbprint.Replace(" ", string.Empty);
        return All().FirstOrDefault(each => plain.Equals(each.Thumbprint, StringComparison.OrdinalIgnoreCase))
            ?? throw new IdentityException(
                $"Certificate with thumbprint '{thumbprint}' was not found in the certificate store or has expired. "
                + "Upload it, with its private key, as a certificate of the Automation account, and check the thumbprint.");
    }

    /// <summary>The one that is valid longest, as there may be several after a renewal.</summary>
    public static X509Certificate2 BySubject(string subject) =>
        All()
            .Where(each => each.SubjectName.Name.Equals(subject, StringComparison.OrdinalIgnoreCase) && each.NotAfter > DateTime.Now)
            .OrderByDescending(each => each.NotAfter)
            .FirstOrDefault()
        ?? throw new IdentityException(
            $"Certificate with subject name '{subject}' was not found in the certificate store or has expired. "
            + "Upload it, with its private key, as a certificate of the Automation account.");

    private static IEnumerable<X509Certificate2> All() =>
        Delivered().Concat(Read(StoreLocation.CurrentUser)).Concat(Read(StoreLocation.LocalMachine)).Where(each => each.HasPrivateKey);

    /// <summary>What Get-AutomationCertificate and Get-AutomationConnection have fetched for this job.</summary>
    private static IReadOnlyList<X509Certificate2> Delivered() =>
        AppDomain.CurrentDomain.GetData("Tenantry.Certificates") as X509Certificate2[] ?? Array.Empty<X509Certificate2>();

    private static IReadOnlyList<X509Certificate2> Read(StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Cast<X509Certificate2>().ToArray();
        }
        catch (CryptographicException)
        {
            // The store does not exist, or this platform has no machine store with private keys.
            return Array.Empty<X509Certificate2>();
        }
    }
}
