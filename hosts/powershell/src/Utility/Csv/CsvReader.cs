using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Cuts delimited text into records, with the original's rules for blanks and quotes.</summary>
internal sealed class CsvReader(TextReader text, char delimiter)
{
    private readonly StringBuilder value = new();
    private readonly List<string> values = [];

    /// <summary>Whether everything is read.</summary>
    internal bool AtEnd => text.Peek() < 0;

    /// <summary>Whether the next record starts with this character.</summary>
    internal bool Next(char character) => text.Peek() == character;

    /// <summary>Reads what is left of the line.</summary>
    internal string? Line() => text.ReadLine();

    /// <summary>
    /// One record. Blanks before a value are dropped; a value in quotes may hold delimiters, line ends and doubled quotes;
    /// a quote inside a bare value is a character. A delimiter at the very end of the text opens no further value.
    /// </summary>
    internal IReadOnlyList<string> Record()
    {
        values.Clear();
        value.Clear();
        var quoted = false;
        while (text.Read() is var read && read >= 0)
        {
            var character = (char)read;
            if (quoted)
            {
                if (character != '"') value.Append(character);
                else if (Take('"')) value.Append('"');
                else
                {
                    quoted = false;
                    if (Rest(onlyText: true)) return Done();
                }
            }
            else if (character == delimiter) Add();
            else if (character == '"' && value.Length == 0) quoted = true;
            else if (IsLineEnd(character))
            {
                Add();
                return Done();
            }
            else if (character is not (' ' or '\t') || value.Length > 0)
            {
                value.Append(character);
                if (character is '"' or ' ' or '\t' && Rest(onlyText: character != '"')) return Done();
            }
        }

        if (value.Length > 0) Add();
        return Done();
    }

    private IReadOnlyList<string> Done() => values.ToArray();

    private void Add()
    {
        values.Add(value.ToString());
        value.Clear();
    }

    /// <summary>Takes all up to the next delimiter as it is; blanks alone are dropped. True at the record's end.</summary>
    private bool Rest(bool onlyText)
    {
        var rest = new StringBuilder();
        var end = true;
        while (text.Read() is var read && read >= 0)
        {
            var character = (char)read;
            if (IsLineEnd(character)) break;
            if (character == delimiter)
            {
                end = false;
                break;
            }

            rest.Append(character);
        }

        if (!onlyText || !string.IsNullOrWhiteSpace(rest.ToString())) value.Append(rest);
        Add();
        return end;
    }

    private bool IsLineEnd(char character)
    {
        if (character == '\r' && text.Peek() == '\n') return text.Read() >= 0;
        return character is '\n' or '\r';
    }

    private bool Take(char character)
    {
        if (text.Peek() != character) return false;
        text.Read();
        return true;
    }
}
