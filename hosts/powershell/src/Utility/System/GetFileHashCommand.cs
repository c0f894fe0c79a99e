using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-FileHash: the hash of each file, or of a stream.</summary>
[Cmdlet(VerbsCommon.Get, "FileHash", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileHashInfo))]
public sealed class GetFileHashCommand : PSCmdlet
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A stream instead of a file.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "StreamParameterSet")]
    public Stream? InputStream { get; set; }

    /// <summary>SHA256 unless another is asked for.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("SHA1", "SHA256", "SHA384", "SHA512", "MD5")]
    public string Algorithm { get; set; } = "SHA256";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path) HashFound(path, () => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
        foreach (var path in LiteralPath) HashFound(path, () => [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (InputStream is not null) WriteObject(Hash(InputStream, null));
    }

    private void HashFound(string path, Func<IEnumerable<string>> found)
    {
        try
        {
            foreach (var file in found())
            {
                if (Directory.Exists(file)) continue;
                using var stream = File.OpenRead(file);
                WriteObject(Hash(stream, file));
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException)
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            var missing = new FileNotFoundException(LiteralPath.Length == 0 ? $"Cannot find path '{full}' because it does not exist." : $"Could not find file '{full}'.", error);
            WriteError(new ErrorRecord(missing, "FileNotFound", ErrorCategory.ObjectNotFound, path));
        }
        catch (UnauthorizedAccessException error)
        {
            WriteError(new ErrorRecord(error, "UnauthorizedAccessError", ErrorCategory.InvalidData, path));
        }
        catch (IOException error)
        {
            WriteError(new ErrorRecord(error, "FileReadError", ErrorCategory.ReadError, path));
        }
    }

    private FileHashInfo Hash(Stream stream, string? path)
    {
        var name = new HashAlgorithmName(Algorithm.ToUpperInvariant());
        var hash = CryptographicOperations.HashData(name, stream);
        return new FileHashInfo { Algorithm = name.Name!, Hash = Convert.ToHexString(hash), Path = path };
    }
}
