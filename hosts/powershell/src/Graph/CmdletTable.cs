using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// Every cmdlet and what it asks of Graph: facts of Microsoft's naming and of Graph's metadata, kept apart from the
/// embedded tenant's own sheets on purpose, so that a mistake in one shows against the other.
/// A cmdlet of the beta modules is the same row under `/beta`; a row named `…-MgBeta…` is one that v1.0 does not have.
/// </summary>
public static class CmdletTable
{
    private const string Beta = "-MgBeta";

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> Lines = new(Read);

    public static IEnumerable<CmdletRow> All => Lines.Value.SelectMany(each => each.Value).Select(CmdletRow.Parse);

    /// <summary>`beta` or `v1.0`, from the cmdlet's own name.</summary>
    public static string VersionOf(string cmdlet) => IsBeta(cmdlet) ? "beta" : "v1.0";

    public static IReadOnlyList<CmdletRow> RowsOf(string cmdlet)
    {
        var name = IsBeta(cmdlet) && !Lines.Value.ContainsKey(cmdlet) ? cmdlet.Remove(cmdlet.IndexOf(Beta, StringComparison.OrdinalIgnoreCase) + 3, 4) : cmdlet;
        return Lines.Value.TryGetValue(name, out var lines) ? lines.Select(CmdletRow.Parse).ToArray() : Array.Empty<CmdletRow>();
    }

    /// <summary>Whether a cmdlet's own name says that it asks Graph's beta.</summary>
    public static bool IsBeta(string cmdlet) => cmdlet.IndexOf(Beta, StringComparison.OrdinalIgnoreCase) > 0;

    /// <summary>Of several paths the one that names the least comes first: it is what a cmdlet means when no more is said.</summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Read() =>
        DataFile.Lines("cmdlets.tsv")
            .GroupBy(line => line.Substring(0, line.IndexOf('\t')), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)group.OrderBy(line => line.Count(letter => letter == '{')).ToArray(), StringComparer.OrdinalIgnoreCase);
}
