using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace Tenantry.PowerShell.ManifestWriter;

/// <summary>Reads the functions that a script of a module defines, each at the beginning of a line.</summary>
internal static partial class FunctionNames
{
    internal static IReadOnlyCollection<string> In(string script)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match function in Function().Matches(File.ReadAllText(script))) names.Add(function.Groups["name"].Value);
        return names;
    }

    [GeneratedRegex(@"^function\s+(?<name>[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex Function();
}
