using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>
/// A workflow that runs: the job's own, or one that it calls inline, which runs as a function of that name in a scope of its
/// own. What a frame names is found by the scope that asks.
/// </summary>
internal sealed class WorkflowFrame
{
    private const string Variable = "__tenantryFrame";
    private static IReadOnlyDictionary<string, string> inline = new Dictionary<string, string>();

    private WorkflowFrame(string[] variables, string[] functions, bool isInline)
    {
        Variables = variables;
        Functions = functions;
        IsInline = isInline;
    }

    internal static WorkflowFrame Outermost { get; private set; } = new(Array.Empty<string>(), Array.Empty<string>(), false);

    internal IReadOnlyList<string> Variables { get; }

    /// <summary>Its own, and the workflows that the job calls inline.</summary>
    internal IReadOnlyList<string> Functions { get; }

    /// <summary>Called by another workflow: it takes no checkpoints.</summary>
    internal bool IsInline { get; }

    /// <summary>That of the scope.</summary>
    internal static WorkflowFrame Of(SessionState session)
    {
        object? found = session.PSVariable.GetValue(Variable);
        return (found is PSObject wrapped ? wrapped.BaseObject : found) as WorkflowFrame ?? Outermost;
    }

    /// <summary>Gives a branch the frame of its workflow.</summary>
    internal void Enter(SessionState session) => session.PSVariable.Set(Variable, this);

    /// <summary>The job's own workflow begins; those that it calls become commands.</summary>
    internal static void Begin(SessionState session, string[] variables, string[] functions)
    {
        // A wait inside of a call has no checkpoint to come back to: it keeps the process.
        inline = InlineRunbooks.Texts().ToDictionary(each => each.Key, each => each.Value.Replace(" -Durable }", " }"), StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> each in inline) session.InvokeProvider.Item.Set($"function:{each.Key}", ScriptBlock.Create(each.Value));
        Outermost = new WorkflowFrame(variables, functions.Concat(inline.Keys).ToArray(), false);
    }

    /// <summary>An inline workflow begins: it sees its parameters, and none of the caller's variables.</summary>
    internal static void Call(SessionState session, string[] variables, string[] functions)
    {
        string name = (session.PSVariable.GetValue("MyInvocation") as InvocationInfo)?.MyCommand?.Name ?? "";
        IReadOnlyCollection<string> parameters = inline.TryGetValue(name, out string? text) ? Parameters(text) : Array.Empty<string>();
        foreach (string each in variables.Except(parameters, StringComparer.OrdinalIgnoreCase)) session.PSVariable.Set(each, null);
        session.PSVariable.Set("__tenantryShared", null);
        session.PSVariable.Set("__tenantryBranch", null);
        session.PSVariable.Set(Variable, new WorkflowFrame(variables, functions.Concat(inline.Keys).ToArray(), true));
    }

    private static IReadOnlyCollection<string> Parameters(string text) =>
        Parser.ParseInput(text, out _, out _).ParamBlock?.Parameters.Select(each => each.Name.VariablePath.UserPath).ToList() ?? new List<string>();
}
