using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace Tenantry.PowerShell.Automation;

/// <summary>
/// Certificates that this job has been given, with their keys, where sign-in by thumbprint finds them. In Azure they lie in
/// the user's store; a key on disk would outlive the job.
/// </summary>
internal static class DeliveredCertificates
{
    /// <summary>Read by the modules that sign in; a slot of the process, since they share no assembly with this one.</summary>
    private const string Slot = "Tenantry.Certificates";

    private static readonly object Gate = new();

    public static void Add(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey) return;
        lock (Gate)
        {
            var all = new List<X509Certificate2>(AppDomain.CurrentDomain.GetData(Slot) as X509Certificate2[] ?? Array.Empty<X509Certificate2>()) { certificate };
            AppDomain.CurrentDomain.SetData(Slot, all.ToArray());
        }
    }
}
