using System.Collections.Generic;
using System.IO;

namespace Tenantry.PowerShell.Graph;

/// <summary>The tables inside this assembly.</summary>
internal static class DataFile
{
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(DataFile).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
