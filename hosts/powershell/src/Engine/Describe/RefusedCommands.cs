using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>Commands that a job cannot have, each with the reason and what to do instead: the sheet beside the projects.</summary>
public static class RefusedCommands
{
    /// <summary>Families whose services this version does not offer to PowerShell, by the names of their commands.</summary>
    private static readonly (Regex Names, string Advice)[] Families =
    {
        Family(@"^[a-z]+-(PnP\w+)$", "PnP PowerShell", "Call Microsoft Graph's sites and lists (Get-MgSite, Invoke-MgGraphRequest)."),
        Family(@"^[a-z]+-(SPO\w+)$", "SharePoint Online", "Call Microsoft Graph's sites and lists (Get-MgSite, Invoke-MgGraphRequest)."),
        Family(@"^(connect|disconnect)-(ExchangeOnline|IPPSSession)$|^[a-z]+-(EXO\w+|Mailbox\w*|UnifiedGroup\w*|DistributionGroup\w*|TransportRule|MessageTrace\w*|OrganizationConfig|UnifiedAuditLog)$", "Exchange Online", "Call Microsoft Graph where it has the same (users, groups, mail), or use a runbook in TypeScript, which has Exchange."),
        Family(@"^(connect|disconnect)-MicrosoftTeams$|^[a-z]+-(Team|TeamChannel\w*|TeamUser|Cs\w+)$", "Microsoft Teams", "Call Microsoft Graph's teams (Get-MgTeam, Invoke-MgGraphRequest)."),
        Family(@"^[a-z]+-(Msol\w+|AzureAD\w+)$", "MSOnline and AzureAD", "Microsoft has retired them: use Microsoft Graph's cmdlets (Get-MgUser and so on)."),
        Family(@"^[a-z]+-(AzureRm\w+)$", "AzureRM", "Microsoft has retired it: use the cmdlets of Az."),
        Family(@"^[a-z]+-(AD(User|Group|Computer|Object|OrganizationalUnit|Domain)\w*)$", "Active Directory (on-premises)", "A job reaches Microsoft 365 only: use Microsoft Graph's cmdlets (Get-MgUser and so on)."),
    };

    private static readonly Lazy<IReadOnlyDictionary<string, RefusedCommand>> Sheet = new(Load);

    /// <summary>Why this call is refused and what to do instead; null when it is not.</summary>
    public static string? Find(string name, CommandAst call) =>
        Sheet.Value.TryGetValue(name, out RefusedCommand? command) && command.Refuses(call) ? command.Advice : null;

    /// <summary>For a command that nothing here knows: which family it is of, if it is of one.</summary>
    public static string? FindFamily(string name) => Families.FirstOrDefault(each => each.Names.IsMatch(name)).Advice;

    private static (Regex Names, string Advice) Family(string names, string title, string remedy) =>
        (new Regex(names, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), $"The cmdlets of {title} are not part of this version. {remedy}");

    private static IReadOnlyDictionary<string, RefusedCommand> Load()
    {
        using Stream sheet = Assembly.GetExecutingAssembly().GetManifestResourceStream("RefusedCommands.json")!;
        using var reader = new StreamReader(sheet);
        var rows = (List<object?>)JsonReader.Read(reader.ReadToEnd())!;
        return rows.Cast<JsonObject>().Select(row => new RefusedCommand(row)).ToDictionary(each => each.Name, StringComparer.OrdinalIgnoreCase);
    }
}
