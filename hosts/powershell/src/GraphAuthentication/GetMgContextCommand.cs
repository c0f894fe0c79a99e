using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Who is signed in; nothing when nobody is.</summary>
[Cmdlet(VerbsCommon.Get, "MgContext")]
[OutputType(typeof(GraphContext))]
public sealed class GetMgContextCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (GraphSession.Current.Context is { } context) WriteObject(context);
    }
}
