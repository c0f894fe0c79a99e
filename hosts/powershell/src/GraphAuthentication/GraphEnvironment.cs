namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>A national cloud, or one of the caller's own.</summary>
public sealed class GraphEnvironment
{
    public string Name { get; set; } = string.Empty;

    /// <summary>Where people and applications sign in.</summary>
    public string AzureADEndpoint { get; set; } = string.Empty;

    public string GraphEndpoint { get; set; } = string.Empty;

    /// <summary>`Built-in` or `User-defined`.</summary>
    public string Type { get; set; } = "User-defined";
}
