using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-PfxCertificate: the certificate in a .pfx file, or in any other form that files have.</summary>
[Cmdlet(VerbsCommon.Get, "PfxCertificate", DefaultParameterSetName = "ByPath")]
[OutputType(typeof(X509Certificate2))]
public sealed class GetPfxCertificateCommand : PSCmdlet
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ByPath", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] FilePath { get; set; } = [];

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What opens the file; nobody is asked for it.</summary>
    [Parameter]
    public SecureString? Password { get; set; }

    /// <summary>Would ask no question; none is asked here.</summary>
    [Parameter]
    public SwitchParameter NoPromptForPassword { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var missing = new List<string>();
        var all = FilePath.Concat(LiteralPath.Select(WildcardPattern.Escape)).ToArray();
        foreach (var path in all)
        {
            try
            {
                foreach (var file in SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)) WriteObject(Certificate(file));
            }
            catch (Exception error) when (error is SessionStateException or IOException)
            {
                missing.Add(path);
            }
            catch (CryptographicException error)
            {
                WriteError(new ErrorRecord(error, "GetPfxCertificateUnknownCryptoError", ErrorCategory.NotSpecified, path));
            }
        }

        if (missing.Count == 0) return;
        if (missing.Count == all.Length)
        {
            ThrowTerminatingError(new ErrorRecord(new CryptographicException("Command cannot find any of the specified files."), "GetPfxCertCommandNoneOfTheFilesFound", ErrorCategory.ObjectNotFound, null));
        }

        foreach (var path in missing)
        {
            WriteError(new ErrorRecord(new CryptographicException($"Command cannot find any of the specified files: {path}."), "GetPfxCertCommandFileNotFound", ErrorCategory.ObjectNotFound, path));
        }
    }

    private X509Certificate2 Certificate(string file)
    {
        if (X509Certificate2.GetCertContentType(file) != X509ContentType.Pfx) return X509CertificateLoader.LoadCertificateFromFile(file);
        return X509CertificateLoader.LoadPkcs12FromFile(file, Password is null ? null : SecureText.Plain(Password));
    }
}
