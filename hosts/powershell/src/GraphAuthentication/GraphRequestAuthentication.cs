namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Whose token Invoke-MgGraphRequest sends.</summary>
public enum GraphRequestAuthentication
{
    Default,
    UserProvidedToken,
}
