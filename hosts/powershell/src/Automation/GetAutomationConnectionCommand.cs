using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Automation;

/// <summary>
/// Get-AutomationConnection: the fields of a connection. A certificate of that name is found as well, since scripts ask
/// for a certificate's thumbprint this way.
/// </summary>
[Cmdlet(VerbsCommon.Get, "AutomationConnection")]
[OutputType(typeof(Hashtable))]
public sealed class GetAutomationConnectionCommand : AssetCommand
{
    /// <summary>Accepted as Azure accepts it; a job is always given the values, which are blanked in its streams.</summary>
    [Parameter]
    public SwitchParameter DoNotDecrypt { get; set; }

    /// <inheritdoc/>
    protected override void Process(JobServices job)
    {
        JsonObject connection;
        try
        {
            connection = (JsonObject)job.GetAsset("connection", Name)!;
        }
        catch (Refused refused) when (refused.Code == "NotFound")
        {
            if (OfCertificate(job) is not { } found) throw;
            WriteObject(found);
            return;
        }
        var fields = new Hashtable(StringComparer.OrdinalIgnoreCase);
        if (connection["fields"] is JsonObject all)
        {
            foreach (string name in all.Names) fields[name] = all[name];
        }
        if (fields["CertificateThumbprint"] is string) Deliver(job, fields);
        WriteObject(fields);
    }

    /// <summary>
    /// Whoever asks for a thumbprint is about to sign in with it: the certificate of the connection's own name, or of the
    /// name that goes with it (AzureRunAsConnection, AzureRunAsCertificate), is brought along.
    /// </summary>
    private void Deliver(JobServices job, Hashtable fields)
    {
        string[] names = { fields["CertificateName"] as string ?? Name, Name, Name.Replace("Connection", "Certificate") };
        foreach (string name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                var certificate = (JsonObject)job.GetAsset("certificate", name)!;
                if (!string.Equals(certificate["thumbprint"] as string, fields["CertificateThumbprint"] as string, StringComparison.OrdinalIgnoreCase)) continue;
                GetAutomationCertificateCommand.Open(certificate);
                return;
            }
            catch (Refused)
            {
                // A certificate of another name: the script fetches it with Get-AutomationCertificate.
            }
        }
    }

    private Hashtable? OfCertificate(JobServices job)
    {
        try
        {
            var certificate = (JsonObject)job.GetAsset("certificate", Name)!;
            // Whoever asks for the thumbprint is about to sign in with it.
            GetAutomationCertificateCommand.Open(certificate);
            return new Hashtable(StringComparer.OrdinalIgnoreCase)
            {
                ["CertificateName"] = certificate["name"],
                ["CertificateThumbprint"] = certificate["thumbprint"],
            };
        }
        catch (Refused)
        {
            // What was asked for is the connection: that it is missing is the answer.
            return null;
        }
    }
}
