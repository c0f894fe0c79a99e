using System;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Stops the commands before one in its pipeline, as the engine's own language does for Select-Object -First.</summary>
internal static class Upstream
{
    private static readonly ConstructorInfo Stop = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!
        .GetConstructor([typeof(System.Management.Automation.Internal.InternalCommand)])!;

    /// <summary>Ends this record and everything upstream; what follows in the pipeline goes on. Does not return.</summary>
    internal static void StopUpstream(this PSCmdlet command) => throw (Exception)Stop.Invoke([command]);
}
