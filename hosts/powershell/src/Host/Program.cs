using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using Tenantry.PowerShell.Engine.Describe;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Host;

/// <summary>The program that a worker starts: one process a job.</summary>
public static class Program
{
    /// <summary>Runs a single job, or with <c>--describe file</c> answers a build's request.</summary>
    public static int Main(string[] arguments)
    {
        string folder = AppContext.BaseDirectory;
        Environment.SetEnvironmentVariable("PSModulePath", Path.Combine(folder, "Modules"));
        if (arguments is ["--describe", var request])
        {
            DescribeProgram.Run(request);
            return 0;
        }
        string version = EngineVersion();
        HostProgram.Run($"PowerShell {version} (Tenantry)", version);
        return 0;
    }

    /// <summary>The assembly's own number is another; what it calls itself is the version, and the commit after it.</summary>
    private static string EngineVersion() =>
        typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(' ', '+', '-')[0];
}
