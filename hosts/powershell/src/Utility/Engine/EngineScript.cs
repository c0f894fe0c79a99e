using System;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Runs a script as part of a cmdlet: each object goes down the pipeline when it comes, each error as it is.</summary>
internal static class EngineScript
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo Run = typeof(ScriptBlock).GetMethod("InvokeUsingCmdlet", Any)!;

    /// <summary>Runs the script in the caller's scope.</summary>
    internal static void Invoke(PSCmdlet command, ScriptBlock script)
    {
        var currentErrors = Enum.ToObject(typeof(ScriptBlock).GetNestedType("ErrorHandlingBehavior", Any)!, 1);
        object?[] arguments = [command, false, currentErrors, AutomationNull.Value, Array.Empty<object>(), AutomationNull.Value, Array.Empty<object>()];
        Run.Invoke(script, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
