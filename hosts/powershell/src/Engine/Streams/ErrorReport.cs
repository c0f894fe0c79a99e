using System;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>An error as its author wants to read it: message, where in the script, how it came there.</summary>
public static class ErrorReport
{
    /// <summary>As PowerShell prints it in a log: command, message, and the line of the script.</summary>
    public static string Text(ErrorRecord error)
    {
        string message = Message(error);
        string command = error.InvocationInfo?.MyCommand?.Name ?? "";
        string position = error.InvocationInfo?.PositionMessage ?? "";
        string first = command.Length == 0 || error.InvocationInfo!.MyCommand is ScriptInfo ? message : $"{command} : {message}";
        return position.Length == 0 ? first : $"{first}\n{position.Trim()}";
    }

    /// <summary>The message: an error's own details come before those of its exception.</summary>
    public static string Message(ErrorRecord error) => error.ErrorDetails?.Message ?? error.Exception.Message;

    /// <summary>All of it, in the fields of PowerShell's own record.</summary>
    public static JsonObject Value(ErrorRecord error)
    {
        InvocationInfo? at = error.InvocationInfo;
        return new JsonObject
        {
            ["Message"] = Message(error),
            ["Exception"] = Innermost(error.Exception).GetType().FullName,
            ["Category"] = error.CategoryInfo.Category.ToString(),
            ["CategoryReason"] = error.CategoryInfo.Reason,
            ["Activity"] = error.CategoryInfo.Activity,
            ["FullyQualifiedErrorId"] = error.FullyQualifiedErrorId,
        }
        .With("TargetObject", error.TargetObject is null ? null : JsonValues.Shown(error.TargetObject))
        .With("ScriptStackTrace", error.ScriptStackTrace)
        .With("RecommendedAction", error.ErrorDetails?.RecommendedAction)
        .With("Position", at is null || at.ScriptLineNumber == 0 ? null : new JsonObject
        {
            ["Line"] = at.ScriptLineNumber,
            ["Column"] = at.OffsetInLine,
            ["Text"] = at.Line.Trim(),
        }.With("File", string.IsNullOrEmpty(at.ScriptName) ? null : at.ScriptName));
    }

    private static Exception Innermost(Exception exception) =>
        exception is MethodInvocationException or CmdletInvocationException && exception.InnerException is { } inner ? Innermost(inner) : exception;
}
