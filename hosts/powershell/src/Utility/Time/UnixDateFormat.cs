using System;
using System.Globalization;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes a time as Get-Date -UFormat says: the letters of the Unix date command, each behind a per cent sign.</summary>
internal static class UnixDateFormat
{
    internal static string Write(DateTime time, string format)
    {
        var text = new StringBuilder();
        var start = format.StartsWith('+') ? 1 : 0;
        for (var at = start; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length) text.Append(format[at]);
            else text.Append(Part(time, format[++at]));
        }

        return text.ToString();
    }

    private static string Part(DateTime time, char letter) => letter switch
    {
        'A' => Net(time, "dddd"),
        'a' => Net(time, "ddd"),
        'B' => Net(time, "MMMM"),
        'b' or 'h' => Net(time, "MMM"),
        'C' => (time.Year / 100).ToString(CultureInfo.InvariantCulture),
        'c' => Net(time, "ddd dd MMM yyyy HH:mm:ss"),
        'D' or 'x' => Plain(time, "MM/dd/yy"),
        'd' => Plain(time, "dd"),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'F' => Plain(time, "yyyy-MM-dd"),
        'G' => ISOWeek.GetYear(time).ToString("0000", CultureInfo.InvariantCulture),
        'g' => (ISOWeek.GetYear(time) % 100).ToString("00", CultureInfo.InvariantCulture),
        'H' => Plain(time, "HH"),
        'I' => Plain(time, "hh"),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'k' => time.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'l' => Plain(time, "%h").PadLeft(2),
        'M' => Plain(time, "mm"),
        'm' => Plain(time, "MM"),
        'n' => "\n",
        'p' => Net(time, "tt"),
        'R' => Plain(time, "HH:mm"),
        'r' => Net(time, "hh:mm:ss tt"),
        'S' => Plain(time, "ss"),
        's' => ((long)(time.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds).ToString(CultureInfo.InvariantCulture),
        'T' or 'X' => Plain(time, "HH:mm:ss"),
        't' => "\t",
        'U' or 'W' => (time.DayOfYear / 7).ToString(CultureInfo.InvariantCulture),
        'u' => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'V' => ISOWeek.GetWeekOfYear(time).ToString("00", CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'Y' => Plain(time, "yyyy"),
        'y' => Plain(time, "yy"),
        'Z' => Plain(time, "zz"),
        _ => letter.ToString(),
    };

    private static string Net(DateTime time, string format) => time.ToString(format, CultureInfo.CurrentCulture);

    private static string Plain(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
