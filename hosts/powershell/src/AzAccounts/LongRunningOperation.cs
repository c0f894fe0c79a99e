using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>
/// An operation of Azure's resource manager that goes on after its answer (201 or 202).
/// Source: learn.microsoft.com/azure/azure-resource-manager/management/async-operations.
/// </summary>
internal sealed class LongRunningOperation
{
    private readonly Uri address;
    private readonly string method;
    private readonly string? pollFrom;
    private readonly string? resultFrom;
    private readonly Func<Uri, Task<HttpResponseMessage>> get;

    internal LongRunningOperation(Uri address, string method, string? pollFrom, string? resultFrom, Func<Uri, Task<HttpResponseMessage>> get)
    {
        this.address = address;
        this.method = method;
        this.pollFrom = pollFrom;
        this.resultFrom = resultFrom;
        this.get = get;
    }

    /// <summary>The last answer: the result, or what has become of the operation.</summary>
    internal async Task<HttpResponseMessage> EndedAsync(HttpResponseMessage first, CancellationToken cancel)
    {
        var status = Status(first);
        if (status is null || (int)first.StatusCode is not (201 or 202)) return first;
        var last = first;
        do
        {
            await Task.Delay(last.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(2), cancel).ConfigureAwait(false);
            last = await get(status).ConfigureAwait(false);
            status = Status(last) ?? status;
        }
        while (last.IsSuccessStatusCode && await IsRunningAsync(last).ConfigureAwait(false));
        return last.IsSuccessStatusCode && Result(first) is { } result && result != status ? await get(result).ConfigureAwait(false) : last;
    }

    private Uri? Status(HttpResponseMessage response) => pollFrom switch
    {
        "AzureAsyncLocation" => Header(response, "Azure-AsyncOperation"),
        "OperationLocation" => Header(response, "Operation-Location"),
        "Location" => response.Headers.Location,
        "OriginalUri" => address,
        _ => Header(response, "Azure-AsyncOperation") ?? Header(response, "Operation-Location") ?? response.Headers.Location,
    };

    /// <summary>What was made is read where it was asked for; what an action gives, at the location it named.</summary>
    private Uri? Result(HttpResponseMessage first) => resultFrom switch
    {
        "OriginalUri" => address,
        "Location" => first.Headers.Location,
        "OperationLocation" => Header(first, "Operation-Location"),
        _ => Header(first, "Azure-AsyncOperation") is null && Header(first, "Operation-Location") is null ? null
            : method is "PUT" or "PATCH" ? address
            : method == "POST" ? first.Headers.Location
            : null,
    };

    private static async Task<bool> IsRunningAsync(HttpResponseMessage response)
    {
        if ((int)response.StatusCode == 202) return true;
        var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.String
                && status.GetString() is not ("Succeeded" or "Failed" or "Canceled" or "Cancelled")
                && IsStatusOnly(json.RootElement);
        }
        catch (JsonException)
        {
            return false; // nothing, or a result that is no JSON
        }
    }

    // A resource may have a status of its own; the answer of an operation has no properties.
    private static bool IsStatusOnly(JsonElement answer) => !answer.TryGetProperty("properties", out _) && !answer.TryGetProperty("type", out _);

    private static Uri? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? new Uri(values.First()) : null;
}
