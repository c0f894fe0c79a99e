using System.Collections.Generic;
using System.Linq;
using Tenantry.PowerShell.Graph;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>What a cmdlet's class has to say before it runs.</summary>
internal sealed class CmdletFacts
{
    private readonly IReadOnlyList<CmdletRow> rows;

    public CmdletFacts(string name, IReadOnlyList<CmdletRow> rows)
    {
        Name = name;
        this.rows = rows;
    }

    public string Name { get; }

    public string Verb => Name.Substring(0, Name.IndexOf('-'));

    public string Noun => Name.Substring(Name.IndexOf('-') + 1);

    /// <summary>`Get-MgUser` becomes `GetMgUser`: the name that error records show.</summary>
    public string ClassName => Verb + Noun;

    public bool Writes => rows.Any(row => row.Writes);

    /// <summary>The one that means something when nothing was said: a list, else the first.</summary>
    public string DefaultSet => rows[0].Method switch
    {
        "GET" => rows.Any(row => row.IsList) ? "List" : "Get",
        "POST" => "Create",
        "DELETE" => "Delete",
        _ => "Update",
    };
}
