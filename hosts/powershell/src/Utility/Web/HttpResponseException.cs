using System.Net.Http;

namespace Microsoft.PowerShell.Commands;

/// <summary>A response that says no. The body is in the error record's ErrorDetails.</summary>
public sealed class HttpResponseException(string message, HttpResponseMessage response)
    : HttpRequestException(message, null, response.StatusCode)
{
    /// <summary>The response.</summary>
    public HttpResponseMessage Response { get; } = response;
}
