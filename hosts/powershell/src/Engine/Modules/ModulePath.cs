using System;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>Where modules are looked for: the account's own first, then the box's.</summary>
public static class ModulePath
{
    private const string Path = "PSModulePath";
    private const string OfAccount = "TENANTRY_MODULES";

    /// <summary>The box's folder, and the account's where the process was started with one.</summary>
    public static void Begin(string box)
    {
        Environment.SetEnvironmentVariable(Path, box);
        Extend();
    }

    /// <summary>Takes up the account's folder once it is known, which for a warm host is when its job comes.</summary>
    public static void Extend()
    {
        string? folder = Environment.GetEnvironmentVariable(OfAccount);
        if (string.IsNullOrEmpty(folder)) return;
        string before = Environment.GetEnvironmentVariable(Path) ?? "";
        Environment.SetEnvironmentVariable(Path, $"{folder}{System.IO.Path.PathSeparator}{before}");
        // Scripts have no use for it.
        Environment.SetEnvironmentVariable(OfAccount, null);
    }
}
