using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using Tenantry.PowerShell.Engine.Describe;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Modules;

namespace Tenantry.PowerShell.Host;

/// <summary>The program that a worker starts: one process a job.</summary>
public static class Program
{
    /// <summary>Runs a single job, or answers a build's request with <c>--describe file</c>, an import test's with <c>--import-test file</c>, that of a pair of modules with <c>--pair-test file</c>.</summary>
    public static int Main(string[] arguments)
    {
        ModulePath.Begin(Path.Combine(AppContext.BaseDirectory, "Modules"));
        if (arguments is ["--describe", var request])
        {
            DescribeProgram.Run(request);
            return 0;
        }
        if (arguments is ["--import-test", var test])
        {
            ImportProgram.Run(test);
            return 0;
        }
        if (arguments is ["--pair-test", var pair])
        {
            PairProgram.Run(pair);
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
