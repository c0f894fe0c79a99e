using System;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.Identity;

/// <summary>Reads what a token endpoint says, good or bad.</summary>
internal static class TokenAnswer
{
    public static async Task<AccessToken> ReadAsync(HttpResponseMessage response, Func<string, string> explain)
    {
        var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        using var json = Parse(body);
        var root = json?.RootElement;
        if (response.IsSuccessStatusCode && Text(root, "access_token") is { } token)
            return new AccessToken(token, ExpiryOf(root!.Value));
        throw new IdentityException(explain(Text(root, "error_description") ?? Text(root, "message") ?? $"{(int)response.StatusCode} {body}"));
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The identity endpoint says when, the login service says how long; both may be text.</summary>
    private static DateTimeOffset ExpiryOf(JsonElement root)
    {
        if (Number(root, "expires_on") is { } at) return DateTimeOffset.FromUnixTimeSeconds(at);
        return DateTimeOffset.UtcNow.AddSeconds(Number(root, "expires_in") ?? 3599);
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
        && long.TryParse(value.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Text(JsonElement? root, string name) =>
        root is { ValueKind: JsonValueKind.Object } && root.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
