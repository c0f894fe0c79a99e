using System;

namespace Tenantry.PowerShell.AzAutomation;

/// <summary>The API refused.</summary>
public sealed class AutomationException : InvalidOperationException
{
    internal AutomationException(int statusCode, string code, string message)
        : base($"{code}: {message}")
    {
        StatusCode = statusCode;
        Code = code;
    }

    /// <summary>Of HTTP.</summary>
    public int StatusCode { get; }

    /// <summary>As the API names the error.</summary>
    public string Code { get; }
}
