using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// Sends requests to Graph as the signed-in application, and repeats them as the SDK does when the service is busy.
/// Source: learn.microsoft.com/graph/throttling (Retry-After first, else exponential back-off).
/// </summary>
public static class GraphHttp
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(180);

    private static readonly Lazy<HttpClient> Client = new(() => JobHttp.Create(Timeout.InfiniteTimeSpan));

    /// <param name="compose">Makes the request; called once for each attempt, since a request can be sent only once.</param>
    /// <param name="onRetry">Told before each wait.</param>
    /// <param name="token">A bearer to use in place of the session's.</param>
    public static async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> compose, Action<string>? onRetry, string? token, CancellationToken cancel)
    {
        var session = GraphSession.Current;
        var rules = session.RequestContext;
        var started = DateTimeOffset.UtcNow;
        for (var attempt = 0; ; attempt++)
        {
            using var request = compose();
            var bearer = token ?? await BearerAsync(session, cancel).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            if (request.Headers.UserAgent.Count == 0) request.Headers.TryAddWithoutValidation("User-Agent", "Tenantry PowerShell");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(rules.ClientTimeout));
            var response = await Client.Value.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token).ConfigureAwait(false);
            if (attempt >= rules.MaxRetry || !IsBusy(response.StatusCode)) return response;
            var delay = DelayOf(response, rules, attempt);
            if (rules.RetriesTimeLimit > TimeSpan.Zero && DateTimeOffset.UtcNow + delay - started > rules.RetriesTimeLimit) return response;
            onRetry?.Invoke($"{(int)response.StatusCode} {response.ReasonPhrase}: trying again in {delay.TotalSeconds:0.#} s.");
            response.Dispose();
            await Task.Delay(delay, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A redirect's target, fetched without the bearer: it is signed by itself.</summary>
    public static Task<HttpResponseMessage> FollowAsync(Uri location, CancellationToken cancel) => Client.Value.GetAsync(location, cancel);

    private static async Task<string> BearerAsync(GraphSession session, CancellationToken cancel) =>
        (await session.DemandTokenSource().GetTokenAsync(session.Environment.GraphEndpoint, cancel).ConfigureAwait(false)).Value;

    private static bool IsBusy(HttpStatusCode status) =>
        status is (HttpStatusCode)429 or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan DelayOf(HttpResponseMessage response, GraphRequestContext rules, int attempt)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow);
        if (asked is null && response.Headers.TryGetValues("Retry-After", out var values)
            && double.TryParse(values.First(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds))
        {
            // Graph itself sends fractions now and then.
            asked = TimeSpan.FromSeconds(seconds);
        }

        if (asked is { } given) return given > TimeSpan.Zero ? given : TimeSpan.Zero;
        var backOff = TimeSpan.FromSeconds(rules.RetryDelay * Math.Pow(2, attempt));
        return backOff < LongestDelay ? backOff : LongestDelay;
    }
}
