namespace Tenantry.PowerShell.Graph;

/// <summary>Graph's names begin small, PowerShell's with a capital.</summary>
public static class Words
{
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
