using System;

namespace Tenantry.PowerShell.Identity;

/// <summary>A bearer token as the login service gave it.</summary>
internal sealed class AccessToken
{
    public AccessToken(string value, DateTimeOffset expiresOn)
    {
        Value = value;
        ExpiresOn = expiresOn;
        Claims = TokenClaims.Read(value);
    }

    public string Value { get; }

    public DateTimeOffset ExpiresOn { get; }

    public TokenClaims Claims { get; }

    /// <summary>Five minutes of air, as Microsoft's own clients leave themselves.</summary>
    public bool IsFresh => ExpiresOn > DateTimeOffset.UtcNow.AddMinutes(5);
}
