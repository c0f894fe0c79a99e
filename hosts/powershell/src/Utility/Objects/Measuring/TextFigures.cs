using System.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>Lines, words and characters of a text.</summary>
internal static class TextFigures
{
    internal static int Characters(string text, bool ignoreWhiteSpace) =>
        ignoreWhiteSpace ? text.Count(character => !char.IsWhiteSpace(character)) : text.Length;

    internal static int Words(string text)
    {
        var words = 0;
        var inside = false;
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !inside) words++;
            inside = !char.IsWhiteSpace(character);
        }

        return words;
    }

    /// <summary>A line end at the very end opens no further line; an empty text is none.</summary>
    internal static int Lines(string text)
    {
        if (text.Length == 0) return 0;
        var lines = text.Count(character => character == '\n');
        return text[^1] == '\n' ? lines : lines + 1;
    }
}
