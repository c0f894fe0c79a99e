using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Tenantry.PowerShell.Identity;

/// <summary>What a token says of itself. Read for display only: whether it is true is for the service to judge.</summary>
internal sealed class TokenClaims
{
    private static readonly TokenClaims None = new(new Dictionary<string, JsonElement>());

    private readonly IReadOnlyDictionary<string, JsonElement> claims;

    private TokenClaims(IReadOnlyDictionary<string, JsonElement> claims) => this.claims = claims;

    public string? ClientId => Text("appid") ?? Text("azp");

    public string? TenantId => Text("tid");

    public string? AppName => Text("app_displayname");

    public string? ObjectId => Text("oid");

    public string? Account => Text("upn") ?? Text("preferred_username") ?? Text("unique_name");

    public DateTimeOffset? ExpiresOn =>
        claims.TryGetValue("exp", out var exp) && exp.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Application permissions, or delegated ones when a person stands behind the token.</summary>
    public IReadOnlyList<string> Scopes =>
        claims.TryGetValue("roles", out var roles) && roles.ValueKind == JsonValueKind.Array
            ? roles.EnumerateArray().Select(role => role.GetString() ?? string.Empty).ToArray()
            : (Text("scp") ?? string.Empty).Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A token that is not a JWT simply has no claims.</summary>
    public static TokenClaims Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return None;
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.Decode(parts[1]));
            return payload.RootElement.ValueKind == JsonValueKind.Object
                ? new TokenClaims(payload.RootElement.EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value.Clone()))
                : None;
        }
        catch (Exception error) when (error is FormatException or JsonException or DecoderFallbackException)
        {
            return None;
        }
    }

    private string? Text(string claim) =>
        claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
