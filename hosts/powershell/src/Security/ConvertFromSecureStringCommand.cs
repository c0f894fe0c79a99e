using System;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-SecureString: text that can be kept (encrypted when there is a key), or the plain text.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SecureString", DefaultParameterSetName = "Secure")]
[OutputType(typeof(string))]
public sealed class ConvertFromSecureStringCommand : SecureStringCommand
{
    /// <summary>The secure string.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public SecureString SecureString { get; set; } = new();

    /// <summary>Gives the plain text.</summary>
    [Parameter(ParameterSetName = "AsPlainText")]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(AsPlainText ? SecureText.Plain(SecureString) : SecureText.Write(SecureString, KeyBytes));
        }
        catch (CryptographicException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "ExportSecureString_CryptographicError", ErrorCategory.InvalidArgument, null));
        }
    }
}
