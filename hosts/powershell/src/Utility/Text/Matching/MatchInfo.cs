using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>A line that Select-String found. The engine's views know it by this name.</summary>
public sealed class MatchInfo
{
    private const string NoFile = "InputStream";

    /// <summary>Whether case did not count.</summary>
    public bool IgnoreCase { get; set; }

    /// <summary>The line's number, from 1.</summary>
    public int LineNumber { get; set; }

    /// <summary>The line.</summary>
    public string Line { get; set; } = string.Empty;

    /// <summary>The name of the file, or InputStream.</summary>
    public string Filename => Path == NoFile ? NoFile : System.IO.Path.GetFileName(Path);

    /// <summary>The file, or InputStream.</summary>
    public string Path { get; set; } = NoFile;

    /// <summary>The pattern that matched.</summary>
    public string Pattern { get; set; } = string.Empty;

    /// <summary>The lines around, when asked for.</summary>
    public MatchInfoContext? Context { get; set; }

    /// <summary>The matches in the line; one, unless all were asked for.</summary>
    public Match[] Matches { get; set; } = [];

    /// <summary>The path as seen from a folder.</summary>
    public string RelativePath(string directory)
    {
        if (Path == NoFile) return Path;
        var relative = System.IO.Path.GetRelativePath(directory, Path);
        return relative.StartsWith("..", System.StringComparison.Ordinal) ? Path : relative;
    }

    /// <inheritdoc/>
    public override string ToString() => ToString(null);

    /// <summary>The line with file and number, and the lines around it, as seen from a folder.</summary>
    public string ToString(string? directory)
    {
        var path = directory is null ? Path : RelativePath(directory);
        if (Context is null) return Shown(Line, path, LineNumber, string.Empty);
        var first = LineNumber - Context.DisplayPreContext.Length;
        var before = Context.DisplayPreContext.Select((line, index) => Shown(line, path, first + index, "  "));
        var after = Context.DisplayPostContext.Select((line, index) => Shown(line, path, LineNumber + 1 + index, "  "));
        return string.Join(System.Environment.NewLine, before.Append(Shown(Line, path, LineNumber, "> ")).Concat(after));
    }

    /// <summary>As <see cref="ToString(string)"/>; nothing is emphasised here, since a job has no screen.</summary>
    public string ToEmphasizedString(string directory) => ToString(directory);

    private static string Shown(string line, string path, int number, string prefix) =>
        path == NoFile ? prefix + line : string.Create(CultureInfo.InvariantCulture, $"{prefix}{path}:{number}:{line}");
}
