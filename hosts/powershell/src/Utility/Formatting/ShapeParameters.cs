namespace Microsoft.PowerShell.Commands;

/// <summary>What Format-Wide and Format-Custom give the formatter.</summary>
/// <param name="Definition">The engine's definition of the hashtable keys that a property may have.</param>
/// <param name="Properties">Names, script blocks or hashtables.</param>
internal sealed record ShapeParameters(string Definition, object[] Properties)
{
    internal bool? AutoSize { get; init; }

    internal int? Columns { get; init; }

    internal int? Depth { get; init; }
}
