using System;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Where and how a cmdlet writes a file.</summary>
internal sealed record OutputFile(PSCmdlet Command, string GivenPath, bool IsLiteral)
{
    /// <summary>Adds to what is there.</summary>
    internal bool Append { get; init; }

    /// <summary>Writes although the file is read-only.</summary>
    internal bool Force { get; init; }

    /// <summary>Refuses to touch a file that is there.</summary>
    internal bool NoClobber { get; init; }

    internal Encoding Encoding { get; init; } = EncodingArgumentAttribute.Utf8;

    /// <summary>The path in the file system; ends the command when there is none.</summary>
    internal string Path => field ??= Resolve();

    /// <summary>Opens the file, or ends the command with the original's error.</summary>
    internal StreamWriter Open()
    {
        if (NoClobber && !Append && File.Exists(Path)) Refuse(new IOException($"The file '{Path}' already exists."), "NoClobber", ErrorCategory.ResourceExists);
        try
        {
            AllowWriting();
            var writer = new StreamWriter(new FileStream(Path, Append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read), Encoding);
            return writer;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Refuse(exception, "FileOpenFailure", ErrorCategory.OpenError);
            throw;
        }
    }

    private string Resolve()
    {
        var paths = Command.SessionState.Path;
        var literal = IsLiteral ? GivenPath : Existing(paths) ?? WildcardPattern.Unescape(GivenPath);
        var path = paths.GetUnresolvedProviderPathFromPSPath(literal, out var provider, out _);
        if (!provider.Name.Equals("FileSystem", StringComparison.OrdinalIgnoreCase))
        {
            var message = $"The current provider ({provider.Name}) cannot open a file.";
            Refuse(new PSInvalidOperationException(message), "ReadWriteFileNotFileSystemProvider", ErrorCategory.InvalidArgument);
        }

        return path;
    }

    /// <summary>The one file that a wildcard finds.</summary>
    private string? Existing(PathIntrinsics paths)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(GivenPath)) return null;
        try
        {
            var found = paths.GetResolvedProviderPathFromPSPath(GivenPath, out _);
            if (found.Count == 1) return found[0];
            if (found.Count > 1) InputFile.RefuseMany(Command);
        }
        catch (ItemNotFoundException)
        {
            // It names a new file then.
        }

        return null;
    }

    private void AllowWriting()
    {
        var file = new FileInfo(Path);
        if (!file.Exists || !file.IsReadOnly) return;
        if (Force) file.IsReadOnly = false;
        else if (Environment.IsPrivilegedProcess) throw new UnauthorizedAccessException($"Access to the path '{Path}' is denied.");
    }

    private void Refuse(Exception exception, string id, ErrorCategory category) =>
        Command.ThrowTerminatingError(new ErrorRecord(exception, id, category, GivenPath));
}
