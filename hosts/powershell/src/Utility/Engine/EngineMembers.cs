using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Static members of a type as the engine's language sees them; the engine shows them to itself only.</summary>
internal static class EngineMembers
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>One static member; <c>new</c> is the constructors.</summary>
    internal static PSMemberInfo? Static(Type type, string name) =>
        (PSMemberInfo?)typeof(PSObject).GetMethod("GetStaticCLRMember", Any)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [type, name], null);

    /// <summary>All static members.</summary>
    internal static IEnumerable<PSMemberInfo> Static(Type type)
    {
        var adapter = typeof(PSObject).GetProperty("DotNetStaticAdapter", Any)!.GetValue(null)!;
        MethodInfo? method = null;
        for (var declaring = adapter.GetType(); declaring is not null && method is null; declaring = declaring.BaseType)
        {
            method = declaring.GetMethod("BaseGetMembers", Any | BindingFlags.DeclaredOnly);
        }

        var members = (IEnumerable)method!.MakeGenericMethod(typeof(PSMemberInfo)).Invoke(adapter, BindingFlags.DoNotWrapExceptions, null, [type], null)!;
        return members.Cast<PSMemberInfo>();
    }
}
