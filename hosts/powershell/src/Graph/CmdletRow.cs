using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// One request that a cmdlet can make. `Get-MgUser` has two: the list and the one user.
/// Tab separated: cmdlet, module, method, path, what it returns (`user*` for many), its body, anything special.
/// </summary>
public sealed class CmdletRow
{
    private CmdletRow(string[] cells)
    {
        string Cell(int at) => cells.Length > at ? cells[at] : string.Empty;
        Cmdlet = Cell(0);
        Module = Cell(1);
        Method = Cell(2);
        Path = new PathTemplate(Cell(3));
        Returns = Cell(4).TrimEnd('*');
        IsList = Cell(4).EndsWith("*", StringComparison.Ordinal) && Method == "GET";
        ReturnsMany = Cell(4).EndsWith("*", StringComparison.Ordinal);
        Body = Cell(5);
        Special = Cell(6);
    }

    public string Cmdlet { get; }

    /// <summary>Behind `Microsoft.Graph.` or `Microsoft.Graph.Beta.`.</summary>
    public string Module { get; }

    public string Method { get; }

    public PathTemplate Path { get; }

    /// <summary>A type of the type table, or empty.</summary>
    public string Returns { get; }

    public bool IsList { get; }

    public bool ReturnsMany { get; }

    /// <summary>`@user`: that type's properties; `&amp;ref`: a reference; `name:kind,…`: an action's parameters; `-`: an empty one.</summary>
    public string Body { get; }

    /// <summary>count, report, file, infile, window, search.</summary>
    public string Special { get; }

    public bool Writes => Method != "GET";

    public static CmdletRow Parse(string line) => new(line.Split('\t'));

    /// <summary>Names and kinds of what the body takes one by one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> BodyProperties() =>
        Body.Length == 0 || Body is "-" or "&ref" ? Array.Empty<KeyValuePair<string, string>>()
        : Body[0] == '@' ? TypeTable.Find(Body.Substring(1))?.Writable ?? Array.Empty<KeyValuePair<string, string>>()
        : Body.Split(',').Select(each => each.Split(':')).Select(each => new KeyValuePair<string, string>(each[0], each[1])).ToArray();
}
