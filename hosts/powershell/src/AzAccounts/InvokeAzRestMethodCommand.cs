using System;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>
/// One request to Azure's resource manager, or to another service by its address. Every answer is an object: a refusal
/// is no error, as in the original. Source: learn.microsoft.com/powershell/module/az.accounts/invoke-azrestmethod.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "AzRestMethod", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
[Alias("Invoke-AzRest")]
[OutputType("Microsoft.Azure.Commands.Profile.Models.PSHttpResponse")]
public sealed class InvokeAzRestMethodCommand : AzCmdlet
{
    /// <summary>With its api-version: `/subscriptions/…?api-version=…`.</summary>
    [Parameter(ParameterSetName = "ByPath", Mandatory = true)]
    public string? Path { get; set; }

    [Parameter(ParameterSetName = "ByUri", Mandatory = true, Position = 0)]
    public Uri? Uri { get; set; }

    /// <summary>What the token is asked for; the address's own origin when absent.</summary>
    [Parameter(ParameterSetName = "ByUri")]
    public Uri? ResourceId { get; set; }

    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>JSON.</summary>
    [Parameter]
    public string? Payload { get; set; }

    /// <summary>Waits until a long-running operation has ended.</summary>
    [Parameter]
    public SwitchParameter WaitForCompletion { get; set; }

    /// <summary>The header that says where an operation stands; by itself the first that is there.</summary>
    [Parameter]
    [ValidateSet("AzureAsyncLocation", "Location", "OriginalUri", "OperationLocation")]
    public string? PollFrom { get; set; }

    /// <summary>Where the result of an operation is read; by itself where Azure's guidelines say.</summary>
    [Parameter]
    [ValidateSet("FinalStateVia", "Location", "OriginalUri", "OperationLocation")]
    public string? FinalResultFrom { get; set; }

    [Parameter(ParameterSetName = "ByParameters")]
    public string? SubscriptionId { get; set; }

    [Parameter(ParameterSetName = "ByParameters")]
    public string? ResourceGroupName { get; set; }

    /// <summary>`Microsoft.Automation` and its like.</summary>
    [Parameter(ParameterSetName = "ByParameters")]
    [Alias("Provider")]
    public string? ResourceProviderName { get; set; }

    /// <summary>`automationAccounts`, then what lies in it; each with its name.</summary>
    [Parameter(ParameterSetName = "ByParameters")]
    public string[] ResourceType { get; set; } = [];

    [Parameter(ParameterSetName = "ByParameters")]
    public string[] Name { get; set; } = [];

    [Parameter(ParameterSetName = "ByParameters", Mandatory = true)]
    public string? ApiVersion { get; set; }

    protected override void ProcessRecord()
    {
        Wait(_ => Task.FromResult(AzSession.Current.Demand()));
        var environment = AzSession.Current.Context!.Environment;
        var address = Uri ?? new Uri(new Uri(environment.ResourceManagerUrl), Path ?? Composed());
        var manager = address.Host == new Uri(environment.ResourceManagerUrl).Host;
        var resource = ResourceId?.OriginalString ?? (manager ? environment.ActiveDirectoryServiceEndpointResourceId : address.GetLeftPart(UriPartial.Authority));
        if (!ShouldProcess(address.AbsoluteUri, Method)) return;
        var (response, body) = Wait(cancel => SendAsync(address, resource, cancel));
        var shown = new PSObject();
        shown.TypeNames.Insert(0, "Microsoft.Azure.Commands.Profile.Models.PSHttpResponse");
        shown.Properties.Add(new PSNoteProperty("Headers", response.Headers));
        shown.Properties.Add(new PSNoteProperty("Version", response.Version));
        shown.Properties.Add(new PSNoteProperty("StatusCode", (int)response.StatusCode));
        shown.Properties.Add(new PSNoteProperty("Method", Method));
        shown.Properties.Add(new PSNoteProperty("Content", body));
        WriteObject(shown);
    }

    private async Task<(HttpResponseMessage Response, string Body)> SendAsync(Uri address, string resource, CancellationToken cancel)
    {
        using var http = JobHttp.Create();
        var response = await OnceAsync(http, new HttpMethod(Method), address, Payload, resource, cancel).ConfigureAwait(false);
        if (WaitForCompletion)
        {
            var operation = new LongRunningOperation(address, Method, PollFrom, FinalResultFrom, next => OnceAsync(http, HttpMethod.Get, next, null, resource, cancel));
            response = await operation.EndedAsync(response, cancel).ConfigureAwait(false);
        }

        return (response, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    /// <summary>`/subscriptions/…/resourceGroups/…/providers/…/type/name?api-version=…`; the subscription of the context by itself.</summary>
    private string Composed()
    {
        var subscription = SubscriptionId ?? AzSession.Current.Context!.Subscription?.Id;
        var path = new StringBuilder();
        if (subscription is not null) path.Append("/subscriptions/").Append(subscription);
        if (ResourceGroupName is not null) path.Append("/resourceGroups/").Append(ResourceGroupName);
        if (ResourceProviderName is not null) path.Append("/providers/").Append(ResourceProviderName);
        for (var at = 0; at < ResourceType.Length; at++)
        {
            path.Append('/').Append(ResourceType[at]);
            if (at < Name.Length) path.Append('/').Append(System.Uri.EscapeDataString(Name[at]));
        }

        return path.Append("?api-version=").Append(ApiVersion).ToString();
    }

    private static async Task<HttpResponseMessage> OnceAsync(
        HttpClient http, HttpMethod method, Uri address, string? payload, string resource, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, address);
        var token = await AzSession.Current.Demand().GetTokenAsync(resource, cancel).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        if (payload is not null) request.Content = new StringContent(payload, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, cancel).ConfigureAwait(false);
    }
}
