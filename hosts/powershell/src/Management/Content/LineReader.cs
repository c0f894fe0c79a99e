using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Cuts text at a delimiter. The usual one, a line feed, also ends at a carriage return with line feed.</summary>
internal static class LineReader
{
    internal static IEnumerable<string> Read(TextReader text, string delimiter)
    {
        if (delimiter == "\n")
        {
            while (text.ReadLine() is { } line) yield return line;
            yield break;
        }

        var kept = new StringBuilder();
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            kept.Append((char)next);
            if (!Ends(kept, delimiter)) continue;
            yield return kept.ToString(0, kept.Length - delimiter.Length);
            kept.Clear();
        }

        if (kept.Length > 0) yield return kept.ToString();
    }

    private static bool Ends(StringBuilder text, string delimiter)
    {
        if (delimiter.Length == 0 || text.Length < delimiter.Length) return false;
        for (var at = 1; at <= delimiter.Length; at++)
        {
            if (text[^at] != delimiter[^at]) return false;
        }

        return true;
    }
}
