using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Format-Table: shows objects as a table, by their type's view or by the named properties.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>The engine formats; its base class has the parameters.</summary>
    public FormatTableCommand() => EngineFormatter.Shape(this, "Table");
}
