using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What event cmdlets say when what they were asked for is not there.</summary>
internal static class EventChoice
{
    internal static bool Fits(string? pattern, string? name) =>
        pattern is null || WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name ?? string.Empty);

    internal static void WriteMissing(PSCmdlet command, string what, object asked)
    {
        var error = new ArgumentException($"There is no {what} '{asked}'.");
        command.WriteError(new ErrorRecord(error, "INVALID_SOURCE_IDENTIFIER", ErrorCategory.InvalidArgument, asked));
    }
}
