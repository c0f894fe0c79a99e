using System;
using System.Collections;
using System.Globalization;
using System.Text;

namespace Tenantry.PowerShell.Engine.Json;

/// <summary>Writes what <see cref="JsonReader"/> reads.</summary>
public static class JsonWriter
{
    /// <summary>The value as one line of JSON. Values other than JSON's own are written as their texts.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder(128);
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder to, object? value)
    {
        switch (value)
        {
            case null: to.Append("null"); break;
            case string text: AppendText(to, text); break;
            case bool flag: to.Append(flag ? "true" : "false"); break;
            case double or float: AppendReal(to, Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                to.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case JsonObject members: AppendMembers(to, members); break;
            case IEnumerable items: AppendItems(to, items); break;
            default: AppendText(to, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }

    private static void AppendReal(StringBuilder to, double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number)) to.Append("null");
        else to.Append(number.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void AppendMembers(StringBuilder to, JsonObject members)
    {
        char before = '{';
        foreach (string name in members.Names)
        {
            to.Append(before);
            AppendText(to, name);
            to.Append(':');
            Append(to, members[name]);
            before = ',';
        }
        to.Append(before == '{' ? "{}" : "}");
    }

    private static void AppendItems(StringBuilder to, IEnumerable items)
    {
        char before = '[';
        foreach (object? item in items)
        {
            to.Append(before);
            Append(to, item);
            before = ',';
        }
        to.Append(before == '[' ? "[]" : "]");
    }

    private static void AppendText(StringBuilder to, string text)
    {
        to.Append('"');
        for (int at = 0; at < text.Length; at++)
        {
            char each = text[at];
            // Half a surrogate pair is no Unicode and would not survive the way.
            bool lone = char.IsSurrogate(each) && !(char.IsHighSurrogate(each) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                && !(char.IsLowSurrogate(each) && at > 0 && char.IsHighSurrogate(text[at - 1]));
            if (each is '"' or '\\') to.Append('\\').Append(each);
            else if (each == '\n') to.Append("\\n");
            else if (each < ' ' || lone) to.Append("\\u").Append(((int)each).ToString("x4", CultureInfo.InvariantCulture));
            else to.Append(each);
        }
        to.Append('"');
    }
}
