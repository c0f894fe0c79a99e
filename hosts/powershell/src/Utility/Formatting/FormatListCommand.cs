using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Format-List: shows objects as a list, by their type's view or by the named properties.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>The engine formats; its base class has the parameters.</summary>
    public FormatListCommand() => EngineFormatter.Shape(this, "List");
}
