using System;
using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>What both web cmdlets do: session, request, tries, errors. How a response is shown is each one's own.</summary>
public abstract class WebRequestCommand : WebRequestParameters, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    /// <summary>Shows one response.</summary>
    protected abstract void Show(HttpResponseMessage response, byte[] body, Uri address);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session();
        using var client = WebClient.For(this, session);
        Exchange(client, session, Absolute(Uri));
    }

    /// <summary>Sends one request and shows its response.</summary>
    protected virtual HttpResponseMessage Exchange(HttpClient client, WebRequestSession session, Uri address)
    {
        var response = Followed(client, session, address);
        if (OutFile is not null && !PassThru && (response.IsSuccessStatusCode || SkipHttpErrorCheck))
        {
            // Never whole in memory: files may be larger than what a job may hold.
            Awaited(response, stopping => WebFiles.WriteAsync(this, OutFile, response, stopping));
            return response;
        }

        var body = Array.Empty<byte>();
        Awaited(response, async stopping => body = await response.Content.ReadAsByteArrayAsync(stopping).ConfigureAwait(false));
        Check(response, body);
        Show(response, body, response.RequestMessage?.RequestUri ?? address);
        if (OutFile is not null) WebFiles.Write(this, OutFile, response, body);
        if (SkipHttpErrorCheck && MaximumRedirection == 0 && WebRedirect.Target(response, address) is not null) WriteError(NotFollowed(response));
        return response;
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Uri Absolute(Uri address) => address.IsAbsoluteUri ? address : new Uri("http://" + address.OriginalString);

    private WebRequestSession Session()
    {
        var session = WebSession ?? new WebRequestSession();
        if (SessionVariable is not null) SessionState.PSVariable.Set(SessionVariable, session);
        if (UserAgent is not null) session.UserAgent = UserAgent;
        if (Credential is not null && Authentication == WebAuthenticationType.None) session.Credentials = Credential.GetNetworkCredential();
        if (UseDefaultCredentials) session.UseDefaultCredentials = true;
        if (Certificate is not null) session.Certificates = new X509CertificateCollection { Certificate };
        if (Proxy is not null) session.Proxy = new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() };
        foreach (DictionaryEntry header in Headers ?? new Hashtable())
        {
            if (header.Value is not null) session.Headers[header.Key.ToString()!] = LanguagePrimitives.ConvertTo<string>(header.Value);
        }

        return session;
    }

    private HttpResponseMessage Followed(HttpClient client, WebRequestSession session, Uri address)
    {
        var limit = MaximumRedirection >= 0 ? MaximumRedirection : session.MaximumRedirection >= 0 ? session.MaximumRedirection : WebRedirect.UsualLimit;
        HttpMethod? method = null;
        var authorization = true;
        for (var left = limit; ; left--)
        {
            var response = Sent(client, session, address, method, authorization, left > 0);
            if (left <= 0 || WebRedirect.Target(response, address) is not { } next) return response;
            if (WebRedirect.IsInsecure(address, next) && !AllowInsecureRedirect) Refuse(response, "InsecureRedirection", "Cannot follow an insecure redirection by default. Reissue the command specifying the -AllowInsecureRedirect switch.", string.Empty);
            var was = response.RequestMessage!.Method;
            method = WebRedirect.BecomesGet(response, was) && !PreserveHttpMethodOnRedirect ? HttpMethod.Get : was;
            authorization &= PreserveAuthorizationOnRedirect;
            response.Dispose();
            address = next;
        }
    }

    private HttpResponseMessage Sent(HttpClient client, WebRequestSession session, Uri address, HttpMethod? method, bool authorization, bool follows)
    {
        for (var left = MaximumRetryCount; ; left--)
        {
            // A request can be sent only once, so each try has its own.
            var request = new WebRequestBuilder(this, session).Build(address, method, authorization);
            // Redirections are followed without a word.
            if (method is null) WriteVerbose(WebNotes.Of(request, OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile)));
            var response = Answer(client, request);
            if (!follows || WebRedirect.Target(response, address) is null) WriteVerbose(WebNotes.Of(response));
            if (left <= 0 || !Failed(response.StatusCode)) return response;
            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(RetryIntervalSec);
            WriteVerbose($"Retrying after interval of {wait.TotalSeconds} seconds. Status code for previous attempt: {response.StatusCode}");
            if (stop.Token.WaitHandle.WaitOne(wait)) throw new PipelineStoppedException();
        }
    }

    private static bool Failed(HttpStatusCode status) => status == HttpStatusCode.NotModified || (int)status is >= 400 and <= 599;

    private HttpResponseMessage Answer(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (OperationCanceledException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "ConnectionTimeoutReached", ErrorCategory.OperationTimeout, null));
            throw;
        }
        catch (HttpRequestException error)
        {
            var record = new ErrorRecord(error, "WebCmdletWebResponseException", ErrorCategory.InvalidOperation, request);
            // What happened below says more: "refused" without the address, which the request names.
            if (error.InnerException is { } inner) record.ErrorDetails = new ErrorDetails(inner.Message);
            ThrowTerminatingError(record);
            throw;
        }
    }

    private void Awaited(HttpResponseMessage response, Func<CancellationToken, Task> reading)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        if (OperationTimeoutSeconds > 0) patience.CancelAfter(TimeSpan.FromSeconds(OperationTimeoutSeconds));
        try
        {
            reading(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (OperationCanceledException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "OperationTimeoutReached", ErrorCategory.OperationTimeout, null));
            throw;
        }
        catch (HttpRequestException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "WebCmdletWebResponseException", ErrorCategory.InvalidOperation, response.RequestMessage));
            throw;
        }
    }

    private void Check(HttpResponseMessage response, byte[] body)
    {
        if (SkipHttpErrorCheck || response.IsSuccessStatusCode) return;
        var status = (int)response.StatusCode;
        var text = WebNotes.OfFailure(WebText.Read(response, body), response.Content.Headers.ContentType?.MediaType);
        Refuse(response, "WebCmdletWebResponseException", $"Response status code does not indicate success: {status} ({response.ReasonPhrase}).", text);
    }

    private static ErrorRecord NotFollowed(HttpResponseMessage response) =>
        new(new InvalidOperationException(), "MaximumRedirectExceeded", ErrorCategory.InvalidOperation, response.RequestMessage)
        {
            ErrorDetails = new ErrorDetails("The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter."),
        };

    private void Refuse(HttpResponseMessage response, string id, string message, string text)
    {
        var record = new ErrorRecord(new HttpResponseException(message, response), id, ErrorCategory.InvalidOperation, response.RequestMessage);
        if (text.Length > 0) record.ErrorDetails = new ErrorDetails(text);
        ThrowTerminatingError(record);
    }
}
