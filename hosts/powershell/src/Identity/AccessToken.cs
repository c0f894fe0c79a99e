using System;

namespace Tenantry.PowerShell.Identity;

/// <summary>A bearer token as the login service gave it.</summary>
internal sealed class AccessToken
{
    private readonly DateTimeOffset since;

    public AccessToken(string value, DateTimeOffset expiresOn)
    {
        Value = value;
        ExpiresOn = expiresOn;
        since = DateTimeOffset.UtcNow;
        Claims = TokenClaims.Read(value);
    }

    public string Value { get; }

    public DateTimeOffset ExpiresOn { get; }

    public TokenClaims Claims { get; }

    /// <summary>
    /// Five minutes of air, as Microsoft's own clients leave themselves. One from later than now was made under a clock that ran
    /// ahead and has been put right since: it is not valid yet.
    /// </summary>
    public bool IsFresh => since <= DateTimeOffset.UtcNow && ExpiresOn > DateTimeOffset.UtcNow.AddMinutes(5);
}
