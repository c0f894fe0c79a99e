namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>What Invoke-MgGraphRequest -Method takes.</summary>
public enum GraphRequestMethod
{
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
}
