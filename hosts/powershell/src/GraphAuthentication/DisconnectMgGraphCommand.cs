using System;
using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Signs out, and shows who was signed in.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MgGraph")]
[Alias("Disconnect-Graph")]
[OutputType(typeof(GraphContext))]
public sealed class DisconnectMgGraphCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (GraphSession.Current.SignOut() is { } last)
        {
            WriteObject(last);
            return;
        }

        var error = new InvalidOperationException("No application to sign out from.");
        WriteError(new ErrorRecord(error, "NotSignedIn", ErrorCategory.CloseError, null));
    }
}
