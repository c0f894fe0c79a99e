using System.Linq;
using System.Net.Http;
using System.Text.Json;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>What Graph says when it refuses: `{"error":{"code","message","innerError"}}`.</summary>
public sealed class GraphFailure
{
    private GraphFailure(string code, string message, string? requestId)
    {
        Code = code;
        Message = message;
        RequestId = requestId;
    }

    public string Code { get; }

    public string Message { get; }

    public string? RequestId { get; }

    /// <param name="body">Anything: a proxy on the way answers in its own words.</param>
    public static GraphFailure Read(HttpResponseMessage response, string body)
    {
        var requestId = response.Headers.TryGetValues("request-id", out var ids) ? ids.First() : null;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object)
            {
                return new GraphFailure(Text(error, "code") ?? response.StatusCode.ToString(), Text(error, "message") ?? string.Empty, requestId);
            }
        }
        catch (JsonException)
        {
            // Told below in its own words.
        }

        return new GraphFailure(response.StatusCode.ToString(), body.Length > 0 ? body : response.ReasonPhrase ?? string.Empty, requestId);
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
