using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A group that only counts.</summary>
public sealed class GroupInfoNoElement : GroupInfo
{
    internal GroupInfoNoElement(SortEntry first)
        : base(first)
    {
    }

    internal override void Add(PSObject one) => Count++;
}
