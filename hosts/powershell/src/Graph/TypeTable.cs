using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.Graph;

/// <summary>Graph's types and their properties: a line a type, `name:kind` for each property.</summary>
public static class TypeTable
{
    private static readonly Lazy<IReadOnlyDictionary<string, TypeRow>> Types = new(() =>
        DataFile.Lines("types.tsv").Select(TypeRow.Parse).ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase));

    public static IEnumerable<TypeRow> All => Types.Value.Values;

    public static TypeRow? Find(string name) => Types.Value.TryGetValue(name, out var type) ? type : null;
}
