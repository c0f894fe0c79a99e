using System;
using System.IO;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Host;

/// <summary>The program that a worker starts: one process a job.</summary>
public static class Program
{
    /// <summary>Runs a single job, or with <c>--describe</c> reads a script for its parameters.</summary>
    public static int Main(string[] arguments)
    {
        string folder = AppContext.BaseDirectory;
        Environment.SetEnvironmentVariable("PSModulePath", Path.Combine(folder, "Modules"));
        string version = typeof(PSObject).Assembly.GetName().Version!.ToString(3);
        version = PSVersion() ?? version;
        HostProgram.Run($"PowerShell {version} (Tenantry)", version);
        return 0;
    }

    private static string? PSVersion() => typeof(PSObject).Assembly.GetName().Version is { } found
        ? $"{found.Major}.{found.Minor}.{PatchOf(found)}"
        : null;

    private static int PatchOf(Version assembly) =>
        // The engine's assembly is 7.6.0.<patch>.
        assembly.Build == 0 && assembly.Revision > 0 ? assembly.Revision : assembly.Build;
}
