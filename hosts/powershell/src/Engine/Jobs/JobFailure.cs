using System;
using System.Linq;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>What ended a job, for its record: the message, and below it where that was in the script.</summary>
public static class JobFailure
{
    /// <summary>Message first, then position and script stack.</summary>
    public static JsonObject Describe(Exception fault)
    {
        if (fault is ParseException { Errors: { Length: > 0 } errors })
        {
            return new JsonObject
            {
                ["message"] = string.Join("\n", errors.Select(each =>
                    $"Line {each.Extent.StartLineNumber}, column {each.Extent.StartColumnNumber}: {each.Message}")),
            };
        }
        if ((fault as IContainsErrorRecord)?.ErrorRecord is not { } error) return new JsonObject { ["message"] = fault.Message };
        string position = error.InvocationInfo?.PositionMessage?.Trim() ?? "";
        string stack = string.Join("\n", new[] { position, error.ScriptStackTrace }.Where(each => !string.IsNullOrEmpty(each)));
        return new JsonObject { ["message"] = ErrorReport.Message(error) }.With("stack", stack.Length == 0 ? null : stack);
    }
}
