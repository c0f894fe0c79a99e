using System.Globalization;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads -Culture: a name such as <c>de-DE</c>, or a culture's number.</summary>
internal static class CultureArgument
{
    /// <summary>The current culture when none is named.</summary>
    internal static CultureInfo Read(string? given)
    {
        if (string.IsNullOrEmpty(given)) return CultureInfo.CurrentCulture;
        return int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? new CultureInfo(number)
            : new CultureInfo(given);
    }
}
