namespace Microsoft.PowerShell.Commands;

/// <summary>What came of compiling one Add-Type.</summary>
/// <param name="Image">The library, or null where there are errors.</param>
/// <param name="Complaints">What the compiler says.</param>
/// <param name="AreErrors">For each of them, whether it is an error and not a warning.</param>
/// <param name="Types">The full names of the types declared.</param>
internal sealed record Compiled(byte[]? Image, string[] Complaints, bool[] AreErrors, string[] Types);
