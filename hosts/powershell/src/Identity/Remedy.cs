using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Identity;

/// <summary>What to do about the login service's refusals that a job can meet. Its own text comes first, unchanged.</summary>
internal static class Remedy
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Table = new KeyValuePair<string, string>[]
    {
        new("AADSTS700016", "Check the application (client) id, and that the tenant id is the one it is registered in."),
        new("AADSTS7000215", "Store the secret's value, not its id, in the Automation credential."),
        new("AADSTS7000222", "Add a new client secret to the application and update the Automation credential with its value."),
        new("AADSTS700027", "Upload the certificate's public key to the application, and check that neither has expired."),
        new("AADSTS700024", "Check the certificate's validity and this machine's clock."),
        new("AADSTS90002", "Check the tenant id or domain."),
        new("AADSTS900023", "Give the tenant as an id or as one of its verified domains."),
        new("AADSTS7000112", "Enable the application's service principal."),
    };

    public static string For(string text) =>
        Table.Where(row => text.StartsWith(row.Key + ":", StringComparison.Ordinal)).Select(row => $" {row.Value}").FirstOrDefault() ?? string.Empty;
}
