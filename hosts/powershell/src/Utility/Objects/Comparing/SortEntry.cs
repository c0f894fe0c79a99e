using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>An object and what it is sorted or grouped by.</summary>
internal sealed record SortEntry(PSObject Object, IReadOnlyList<SortKey> Keys);
