namespace Microsoft.PowerShell.Commands;

/// <summary>One value to sort or group by.</summary>
/// <param name="Value">The value.</param>
/// <param name="Exists">Whether the object has the property at all.</param>
internal readonly record struct SortKey(object? Value, bool Exists);
