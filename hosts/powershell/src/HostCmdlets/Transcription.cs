using System.Management.Automation.Host;
using System.Management.Automation.Remoting;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>The engine keeps transcripts by itself but has no public way to begin or end one; its own cmdlets use these.</summary>
internal static class Transcription
{
    internal static void Start(PSHostUserInterface screen, string file, bool invocationHeader, bool minimalHeader) =>
        StartTranscribing(screen, file, null, invocationHeader, minimalHeader);

    internal static string Stop(PSHostUserInterface screen) => StopTranscribing(screen);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void StartTranscribing(PSHostUserInterface screen, string file, PSSenderInfo? sender, bool invocationHeader, bool minimalHeader);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern string StopTranscribing(PSHostUserInterface screen);
}
