using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>The engine's serializer for several objects in one document, as files of Export-Clixml have them.</summary>
internal static class EngineSerializer
{
    private static readonly MethodInfo Many = typeof(PSSerializer)
        .GetMethod("Serialize", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public, [typeof(IList<object>), typeof(int), typeof(bool)])!;

    internal static string Serialize(IReadOnlyList<object?> objects, int depth) =>
        (string)Many.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [objects, depth, true], null)!;
}
