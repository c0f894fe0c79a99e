using System.Net;
using System.Security;

namespace Tenantry.PowerShell.Identity;

/// <summary>Between a string and PowerShell's own form of a secret.</summary>
internal static class SecureText
{
    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
