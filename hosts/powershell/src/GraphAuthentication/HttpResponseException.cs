using System;
using System.Net.Http;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>A refusal, with the whole answer for scripts that look at `$_.Exception.Response.StatusCode`.</summary>
public sealed class HttpResponseException : Exception
{
    public HttpResponseException(string message, HttpResponseMessage response)
        : base(message) =>
        Response = response;

    public HttpResponseMessage Response { get; }

    public int StatusCode => (int)Response.StatusCode;
}
