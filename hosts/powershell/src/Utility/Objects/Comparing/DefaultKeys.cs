using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The properties that a type names for sorting when nobody else does.</summary>
internal static class DefaultKeys
{
    /// <summary>The names, or none.</summary>
    internal static object[] Of(PSObject one)
    {
        if (one.Members["PSStandardMembers"] is not PSMemberSet standard) return [];
        return standard.Members["DefaultKeyPropertySet"] is PSPropertySet keys ? keys.ReferencedPropertyNames.ToArray<object>() : [];
    }
}
