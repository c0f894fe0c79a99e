using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.AzAccounts;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>A cmdlet about an automation account: it asks Azure's resource manager with the sign-in of Az.Accounts.</summary>
public abstract class AutomationCmdlet : AzCmdlet
{
    private const string Version = "api-version=2023-11-01";
    private const string Remedy = "Give the account's identity a role: tenantry role assign 'Automation Operator' --identity";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceGroupName { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string AutomationAccountName { get; set; } = string.Empty;

    /// <summary>What the API answers, as JSON; null where it answers nothing.</summary>
    private protected object? Call(HttpMethod method, string path, JsonObject? body = null) => Wait(cancel => CallAsync(method, path, body, cancel));

    /// <summary>All items of a list, over its pages.</summary>
    private protected IEnumerable<JsonObject> List(string path)
    {
        for (string? next = path; next is not null;)
        {
            var page = (JsonObject)Call(HttpMethod.Get, next)!;
            foreach (object? item in (List<object?>)page["value"]!) yield return (JsonObject)item!;
            next = page["nextLink"] as string;
        }
    }

    private protected static string Escaped(string text) => Uri.EscapeDataString(text);

    private protected static string Filter(params (string Term, string? Value)[] terms)
    {
        var given = new List<string>();
        foreach ((string term, string? value) in terms)
        {
            if (!string.IsNullOrEmpty(value)) given.Add($"properties/{term} {value}");
        }
        return given.Count == 0 ? string.Empty : $"?$filter={Escaped(string.Join(" and ", given))}";
    }

    private protected static string Quoted(string text) => $"'{text.Replace("'", "''")}'";

    private protected async Task<object?> CallAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancel)
    {
        ITokenSource source = AzSession.Current.Demand();
        PSAzureContext context = AzSession.Current.Context!;
        using var http = JobHttp.Create();
        AccessToken token = await source.GetTokenAsync(context.Environment.ActiveDirectoryServiceEndpointResourceId, cancel).ConfigureAwait(false);
        var manager = new Uri(context.Environment.ResourceManagerUrl);

        async Task<object?> Send(HttpMethod how, Uri address, JsonObject? content)
        {
            using var request = new HttpRequestMessage(how, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
            if (content is not null) request.Content = new StringContent(JsonWriter.Write(content), Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await http.SendAsync(request, cancel).ConfigureAwait(false);
            string text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw Fault((int)response.StatusCode, text);
            return JsonReader.TryRead(text, out object? json) ? json : null;
        }

        if (path.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) return await Send(method, new Uri(path), body).ConfigureAwait(false);
        if (context.Subscription is null && Environment.GetEnvironmentVariable("AZURE_SUBSCRIPTION_ID") is { Length: > 0 } own)
        {
            context.Subscription = new PSAzureSubscription { Id = own, Name = own };
        }
        if (context.Subscription is null)
        {
            var all = (JsonObject)(await Send(HttpMethod.Get, new Uri(manager, $"/subscriptions?{Version}"), null).ConfigureAwait(false))!;
            if (all["value"] is not List<object?> { Count: > 0 } found) throw new AutomationException(403, "AuthorizationFailed", $"The identity sees no subscription. {Remedy}");
            var first = (JsonObject)found[0]!;
            context.Subscription = new PSAzureSubscription { Id = (string)first["subscriptionId"]!, Name = first["displayName"] as string ?? string.Empty };
        }
        string account = $"/subscriptions/{context.Subscription.Id}/resourceGroups/{Escaped(ResourceGroupName)}/providers/Microsoft.Automation/automationAccounts/{Escaped(AutomationAccountName)}";
        string join = path.Contains("?") ? "&" : "?";
        return await Send(method, new Uri(manager, $"{account}{path}{join}{Version}"), body).ConfigureAwait(false);
    }

    private static AutomationException Fault(int status, string text)
    {
        JsonObject? answer = JsonReader.TryRead(text, out object? json) ? json as JsonObject : null;
        JsonObject? error = answer?["error"] as JsonObject ?? answer;
        string code = error?["code"] as string ?? $"{status}";
        string message = error?["message"] as string ?? text;
        return new AutomationException(status, code, status == 403 ? $"{message} {Remedy}" : message);
    }
}
