using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Changes a cloud of one's own.</summary>
[Cmdlet(VerbsCommon.Set, "MgEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(GraphEnvironment))]
public sealed class SetMgEnvironmentCommand : AddMgEnvironmentCommand
{
}
