using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Tenantry.PowerShell.Engine.Json;

/// <summary>
/// Reads JSON into dictionaries (which keep their order), lists, texts, numbers (<see cref="long"/> where they are whole
/// and fit, else <see cref="double"/>), booleans and null. Our own, since netstandard2.0 has none and a package of ours
/// could meet another version of itself in a runbook's modules.
/// </summary>
public sealed class JsonReader
{
    private const int DeepestNesting = 512;
    private readonly string text;
    private int at;
    private int depth;

    private JsonReader(string text) => this.text = text;

    /// <summary>Reads one whole document.</summary>
    /// <exception cref="FormatException">It is no JSON; the message says where.</exception>
    public static object? Read(string text)
    {
        var reader = new JsonReader(text);
        object? value = reader.Value();
        reader.Space();
        return reader.at == text.Length ? value : throw reader.Fault("nothing more");
    }

    /// <summary>Reads one document, or says that the text is none.</summary>
    public static bool TryRead(string text, out object? value)
    {
        try
        {
            value = Read(text);
            return true;
        }
        catch (FormatException)
        {
            value = null;
            return false;
        }
    }

    private object? Value()
    {
        Space();
        switch (at < text.Length ? text[at] : '\0')
        {
            case '{': return Nested(Members);
            case '[': return Nested(Items);
            case '"': return Text();
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private object Nested(Func<object> read)
    {
        if (++depth > DeepestNesting) throw Fault("less nesting");
        at++;
        object value = read();
        depth--;
        return value;
    }

    private object Members()
    {
        var members = new JsonObject();
        if (Next('}')) return members;
        do
        {
            Space();
            string name = Text();
            Expect(':');
            members[name] = Value();
        }
        while (Next(','));
        Expect('}');
        return members;
    }

    private object Items()
    {
        var items = new List<object?>();
        if (Next(']')) return items;
        do items.Add(Value());
        while (Next(','));
        Expect(']');
        return items;
    }

    private string Text()
    {
        if (at >= text.Length || text[at] != '"') throw Fault("a text");
        int from = ++at;
        while (at < text.Length && text[at] != '"' && text[at] != '\\') at++;
        if (at < text.Length && text[at] == '"') return text.Substring(from, at++ - from);
        var all = new StringBuilder(text, from, at - from, Math.Max(16, (at - from) * 2));
        for (; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return all.ToString();
            }
            all.Append(text[at] == '\\' ? Escaped() : text[at]);
        }
        throw Fault("the end of a text");
    }

    private char Escaped()
    {
        char kind = ++at < text.Length ? text[at] : '\0';
        switch (kind)
        {
            case '"' or '\\' or '/': return kind;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when at + 4 < text.Length:
                string digits = text.Substring(at + 1, 4);
                at += 4;
                return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
                    ? (char)code
                    : throw Fault("four hexadecimal digits");
            default: throw Fault("an escape");
        }
    }

    private object Number()
    {
        int from = at;
        while (at < text.Length && (char.IsDigit(text[at]) || text[at] is '-' or '+' or '.' or 'e' or 'E')) at++;
        string digits = text.Substring(from, at - from);
        int first = digits.StartsWith("-", StringComparison.Ordinal) ? 1 : 0;
        bool shape = digits.Length > first && char.IsDigit(digits[first]) && !digits.EndsWith(".", StringComparison.Ordinal)
            && !(digits[first] == '0' && digits.Length > first + 1 && char.IsDigit(digits[first + 1]));
        if (shape && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)) return whole;
        if (shape && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        at = from;
        throw Fault("a value");
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Fault("a value");
        at += word.Length;
        return value;
    }

    private bool Next(char wanted)
    {
        Space();
        if (at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    private void Expect(char wanted)
    {
        if (!Next(wanted)) throw Fault($"'{wanted}'");
    }

    private void Space()
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\n' or '\r')) at++;
    }

    private FormatException Fault(string wanted) => new($"no JSON: at character {at + 1} there should be {wanted}");
}
