using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>How patient requests are.</summary>
[Cmdlet(VerbsCommon.Get, "MgRequestContext")]
[OutputType(typeof(GraphRequestContext))]
public sealed class GetMgRequestContextCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(GraphSession.Current.RequestContext);
}
