using System;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-SecureString: a secure string from plain text, or from what ConvertFrom-SecureString wrote.</summary>
[Cmdlet(VerbsData.ConvertTo, "SecureString", DefaultParameterSetName = "Secure")]
[OutputType(typeof(SecureString))]
public sealed class ConvertToSecureStringCommand : SecureStringCommand
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string String { get; set; } = string.Empty;

    /// <summary>The text is plain.</summary>
    [Parameter(Position = 1, ParameterSetName = "PlainText")]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Kept for scripts of the times when plain text had to be confirmed.</summary>
    [Parameter(Position = 2, ParameterSetName = "PlainText")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(AsPlainText ? SecureText.Secure(String) : SecureText.Read(String, KeyBytes));
        }
        catch (Exception error) when (error is FormatException or CryptographicException or ArgumentException)
        {
            WriteError(new ErrorRecord(error, error is CryptographicException ? "ImportSecureString_InvalidArgument_CryptographicError" : "ImportSecureString_InvalidArgument", ErrorCategory.InvalidArgument, null));
        }
    }
}
