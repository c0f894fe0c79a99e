using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Tenantry.PowerShell.Identity;

/// <summary>
/// The signed statement by which a certificate's holder proves itself: PS256 with the SHA-256 thumbprint, as Microsoft's
/// clients send it today. Source: learn.microsoft.com/entra/identity-platform/certificate-credentials.
/// </summary>
internal static class ClientAssertion
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static string Sign(X509Certificate2 certificate, string clientId, string audience, bool sendChain)
    {
        using var key = certificate.GetRSAPrivateKey()
            ?? throw new IdentityException(
                $"The certificate with thumbprint '{certificate.Thumbprint}' has no RSA private key. Upload it as a .pfx that contains its key.");
        var now = DateTimeOffset.UtcNow;
        var header = new Dictionary<string, object>
        {
            ["alg"] = "PS256",
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64Url.Encode(Sha256(certificate.RawData)),
        };
        if (sendChain) header["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) };
        var claims = new Dictionary<string, object>
        {
            ["aud"] = audience,
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["jti"] = Guid.NewGuid().ToString(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.Add(Lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{signed}.{Base64Url.Encode(signature)}";
    }

    private static byte[] Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }
}
