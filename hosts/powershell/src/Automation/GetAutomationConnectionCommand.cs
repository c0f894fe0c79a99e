using System;
using System.Collections;
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
        WriteObject(fields);
    }

    private Hashtable? OfCertificate(JobServices job)
    {
        try
        {
            var certificate = (JsonObject)job.GetAsset("certificate", Name)!;
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
