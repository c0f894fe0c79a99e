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

    protected override void ProcessRecord()
    {
        Wait(_ => Task.FromResult(AzSession.Current.Demand()));
        var environment = AzSession.Current.Context!.Environment;
        var address = Uri ?? new Uri(new Uri(environment.ResourceManagerUrl), Path);
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
        while (WaitForCompletion && (int)response.StatusCode == 202 && (response.Headers.Location ?? AsyncOperation(response)) is { } next)
        {
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(2), cancel).ConfigureAwait(false);
            response = await OnceAsync(http, HttpMethod.Get, next, null, resource, cancel).ConfigureAwait(false);
        }

        return (response, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    private static Uri? AsyncOperation(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Azure-AsyncOperation", out var values) ? new Uri(string.Join(string.Empty, values)) : null;

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
