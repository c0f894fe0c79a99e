using System;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Writes secure strings as text and back. With a key: AES, in the layout that PowerShell writes (header, version, IV and
/// cipher text in base64). Without one: the plain UTF-16 bytes in hexadecimal, as PowerShell does where Windows' user keys
/// are missing; the text then protects nothing.
/// </summary>
internal static class SecureText
{
    private const string Header = "76492d1116743f0423413b16050a5345";
    private const char Separator = '|';

    internal static SecureString Secure(string plain)
    {
        var secure = new NetworkCredential(string.Empty, plain).SecurePassword;
        secure.MakeReadOnly();
        return secure;
    }

    internal static string Plain(SecureString secure) => new NetworkCredential(string.Empty, secure).Password;

    internal static string Write(SecureString secure, byte[]? key)
    {
        var bytes = Encoding.Unicode.GetBytes(Plain(secure));
        if (key is null) return Convert.ToHexStringLower(bytes);
        using var aes = Aes.Create();
        aes.Key = key;
        var cipher = Convert.ToHexStringLower(aes.EncryptCbc(bytes, aes.IV));
        var body = string.Join(Separator, "2", Convert.ToBase64String(aes.IV), cipher);
        return Header + Convert.ToBase64String(Encoding.Unicode.GetBytes(body));
    }

    internal static SecureString Read(string text, byte[]? key)
    {
        if (key is null && text.Length % 2 != 0) throw new ArgumentException($"The parameter value \"{text}\" is not a valid encrypted string.");
        if (key is null) return Secure(Encoding.Unicode.GetString(Convert.FromHexString(text)));
        if (key.Length is not (16 or 24 or 32)) throw new ArgumentException("The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.");
        if (!text.StartsWith(Header, StringComparison.OrdinalIgnoreCase)) throw new FormatException("Input string was not in a correct format.");
        var parts = Encoding.Unicode.GetString(Convert.FromBase64String(text[Header.Length..])).Split(Separator);
        if (parts.Length != 3) throw new FormatException("Input string was not in a correct format.");
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(Convert.FromHexString(parts[2]), Convert.FromBase64String(parts[1]));
        return Secure(Encoding.Unicode.GetString(plain));
    }
}
