using System.Management.Automation;
using System.Security;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>What both directions share: the key, as bytes or as a secure string.</summary>
public abstract class SecureStringCommand : PSCmdlet
{
    /// <summary>The key as a secure string.</summary>
    [Parameter(Position = 1, ParameterSetName = "Secure")]
    public SecureString? SecureKey { get; set; }

    /// <summary>The key: 16, 24 or 32 bytes.</summary>
    [Parameter(ParameterSetName = "Open")]
    public byte[]? Key { get; set; }

    /// <summary>The key of the set in use, or null.</summary>
    protected byte[]? KeyBytes => SecureKey is null ? Key : Encoding.Unicode.GetBytes(SecureText.Plain(SecureKey));
}
