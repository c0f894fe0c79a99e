using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>Runbooks that the job's own calls in its process, as they were published when the job was accepted.</summary>
internal static class InlineRunbooks
{
    /// <summary>Where the worker put them.</summary>
    private const string Variable = "TENANTRY_INLINE";

    /// <summary>Puts them beside the script, where <c>.\Child.ps1</c> finds them.</summary>
    internal static void PlaceBeside(string folder)
    {
        foreach (string file in Files()) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>For a workflow: each is a command of its own name.</summary>
    internal static IReadOnlyDictionary<string, string> Texts() =>
        Files().ToDictionary(each => Path.GetFileNameWithoutExtension(each), File.ReadAllText, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Files()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(folder) ? Array.Empty<string>() : Directory.GetFiles(folder, "*.ps1");
    }
}
