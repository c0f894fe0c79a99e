namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>What Invoke-MgGraphRequest makes of an answer.</summary>
public enum GraphOutputType
{
    HashTable,
    PSObject,
    HttpResponseMessage,
    Json,
}
