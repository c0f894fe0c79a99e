using System;
using System.IO;
using System.Runtime.InteropServices;
using Tenantry.PowerShell.Engine.Modules;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>The process as the script finds it.</summary>
public static class JobEnvironment
{
    /// <summary>Sets the job's variables and a folder that the script may write to.</summary>
    public static void Enter(JobStart start)
    {
        foreach (string name in start.Environment.Names)
        {
            string value = start.Environment[name] as string ?? "";
            Environment.SetEnvironmentVariable(name, value);
            // .NET keeps a copy of its own; native libraries (OpenSSL reads SSL_CERT_FILE) look at the process's.
            SetNative(name, value, 1);
        }
        ModulePath.Extend();
        string folder = Environment.GetEnvironmentVariable("HOME") ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        Directory.SetCurrentDirectory(folder);
        InlineRunbooks.PlaceBeside(folder);
        // Scripts from Windows ask for these.
        foreach (string name in new[] { "TEMP", "TMP" }) Environment.SetEnvironmentVariable(name, Path.GetTempPath());
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetNative(string name, string value, int overwrite);
}
