using System;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds and opens a file that a cmdlet reads.</summary>
internal static class InputFile
{
    /// <summary>Opens the one file that the path names; a byte order mark decides before <paramref name="encoding"/>.</summary>
    internal static StreamReader Open(PSCmdlet command, string given, bool literal, Encoding? encoding)
    {
        var path = Resolve(command, given, literal);
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), encoding ?? EncodingArgumentAttribute.Utf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            command.ThrowTerminatingError(new ErrorRecord(exception, "FileOpenFailure", ErrorCategory.OpenError, path));
            throw;
        }
    }

    /// <summary>The path in the file system. A wildcard may find one file only.</summary>
    internal static string Resolve(PSCmdlet command, string given, bool literal)
    {
        var paths = command.SessionState.Path;
        if (literal) return paths.GetUnresolvedProviderPathFromPSPath(given, out _, out _);
        try
        {
            var found = paths.GetResolvedProviderPathFromPSPath(given, out _);
            if (found.Count > 1) RefuseMany(command);
            if (found.Count == 1) return found[0];
        }
        catch (ItemNotFoundException)
        {
            // The error names the whole path: opening it gives that.
        }

        return paths.GetUnresolvedProviderPathFromPSPath(given, out _, out _);
    }

    internal static void RefuseMany(PSCmdlet command) => command.ThrowTerminatingError(new ErrorRecord(
        new PSInvalidOperationException("Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files."),
        "ReadWriteMultipleFilesNotSupported",
        ErrorCategory.InvalidArgument,
        null));
}
