using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net.Http;
using Tenantry.PowerShell.GraphAuthentication;

namespace Tenantry.PowerShell.Graph;

/// <summary>Graph's refusal as an error record: the original's shape, and for the commonest ones what to do.</summary>
internal static class MgError
{
    private static readonly IReadOnlyDictionary<int, string> Remedies = new Dictionary<int, string>
    {
        [401] = "Sign in again with Connect-MgGraph: the token is missing, expired or meant for another service.",
        [403] = "Grant the application or identity a permission for this operation, with admin consent, and get a new token.",
        [501] = "The embedded tenant does not serve this yet; the real Microsoft 365 does.",
    };

    public static ErrorRecord Record(HttpResponseMessage response, string body, CmdletRow row)
    {
        var failure = GraphFailure.Read(response, body);
        var error = new HttpResponseException($"[{failure.Code}] : {failure.Message}", response);
        var status = (int)response.StatusCode;
        var lines = new List<string>
        {
            failure.Message,
            string.Empty,
            $"Status: {status} ({response.StatusCode})",
            $"ErrorCode: {failure.Code}",
            $"Date: {DateTime.UtcNow:s}",
        };
        if (failure.RequestId is not null) lines.Add($"RequestId: {failure.RequestId}");
        var record = new ErrorRecord(error, failure.Code, ErrorCategory.InvalidOperation, $"{row.Method} {row.Path}")
        {
            ErrorDetails = new ErrorDetails(string.Join("\n", lines)),
        };
        if (Remedies.TryGetValue(status, out var remedy)) record.ErrorDetails.RecommendedAction = remedy;
        return record;
    }
}
