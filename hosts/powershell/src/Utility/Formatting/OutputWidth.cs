using System.Management.Automation;
using System.Management.Automation.Host;

namespace Microsoft.PowerShell.Commands;

/// <summary>How many characters a line of text may have.</summary>
internal static class OutputWidth
{
    /// <summary>Stands for "not given".</summary>
    internal const int Unset = -1;

    private const int WithoutScreen = 120;

    /// <summary>The width asked for, else one less than the host's screen, else 120 (the engine's own figure).</summary>
    internal static int Of(PSCmdlet command, int given)
    {
        if (given != Unset) return given;
        try
        {
            var width = command.Host?.UI?.RawUI?.BufferSize.Width ?? 0;
            return width > 1 ? width - 1 : WithoutScreen;
        }
        catch (HostException)
        {
            return WithoutScreen;
        }
        catch (System.NotImplementedException)
        {
            return WithoutScreen;
        }
    }
}
