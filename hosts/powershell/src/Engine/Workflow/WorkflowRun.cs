using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Jobs;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>
/// What a translated workflow calls. One process runs one job, and branches run in runspaces of their own: so it is found
/// here by all of them. Faults are returned, for the script to throw: the exception of a method ends its statement only.
/// </summary>
public static class WorkflowRun
{
    private static readonly string[] Preferences =
    {
        "ErrorActionPreference", "WarningPreference", "VerbosePreference", "DebugPreference", "InformationPreference", "ProgressPreference", "PSPrivateMetadata",
    };

    private static readonly ConcurrentDictionary<(Guid Runspace, int Number), WorkflowFork> Forks = new();
    private static WorkflowState? state;

    /// <summary>Begins a workflow, or goes on with it; inside of one, begins an inline call. Returns the number of the checkpoint to go on from; 0 for none.</summary>
    public static int Begin(SessionState session, string[] variableNames, string[] functionNames)
    {
        if (state != null)
        {
            WorkflowFrame.Call(session, variableNames, functionNames);
            return 0;
        }
        WorkflowFrame.Begin(session, variableNames, functionNames);
        state = new WorkflowState(JobServices.Current!);
        return state.Restore(session);
    }

    /// <summary>Keeps the workflow's variables durably, and suspends the job where that is asked for. Returns what went wrong, or null.</summary>
    public static Exception? Checkpoint(SessionState session, int number, int line, bool suspend)
    {
        WorkflowFrame frame = WorkflowFrame.Of(session);
        if (frame.IsInline)
        {
            return suspend ? new InvalidOperationException($"Suspend-Workflow at line {line}: a workflow that another one calls inline cannot suspend the job. Start it as a job of its own: Start-AutomationRunbook.") : null;
        }
        try
        {
            state!.Record(session, frame.Variables, number, line);
            JobServices services = JobServices.Current!;
            if (suspend || services.SuspensionAsked) services.AtSuspension();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    /// <summary>The branches of a fork, one an item.</summary>
    public static object[] Branches(SessionState session, int number, object[] items)
    {
        Dictionary<string, object?> values = Values(session, WorkflowFrame.Of(session).Variables.Concat(Preferences));
        Hashtable? outer = session.PSVariable.GetValue("__tenantryShared") as Hashtable;
        var fork = new WorkflowFork
        {
            Frame = WorkflowFrame.Of(session),
            Variables = values,
            Functions = Definitions(session),
            Shared = outer ?? Hashtable.Synchronized(new Hashtable(values, StringComparer.OrdinalIgnoreCase)),
            Before = outer == null ? new Hashtable(values, StringComparer.OrdinalIgnoreCase) : null,
        };
        Forks[(Runspace.DefaultRunspace.InstanceId, number)] = fork;
        return items.Select(each => (object)new WorkflowBranch(fork, each)).ToArray();
    }

    /// <summary>Gives a branch's runspace the variables and functions of the workflow.</summary>
    public static void Enter(SessionState session, PSObject piped)
    {
        var branch = (WorkflowBranch)piped.BaseObject;
        foreach (KeyValuePair<string, object?> each in branch.Fork.Variables) session.PSVariable.Set(each.Key, each.Value);
        foreach (KeyValuePair<string, string> each in branch.Fork.Functions)
        {
            session.InvokeProvider.Item.Set($"function:{each.Key}", ScriptBlock.Create(each.Value));
        }
        session.PSVariable.Set("__tenantryShared", branch.Fork.Shared);
        session.PSVariable.Set("__tenantryBranch", branch);
        branch.Fork.Frame.Enter(session);
    }

    /// <summary>Takes over what branches wrote to <c>$workflow:</c>. Returns the error that ended one of them, or null.</summary>
    public static object? Join(SessionState session, int number)
    {
        if (!Forks.TryRemove((Runspace.DefaultRunspace.InstanceId, number), out WorkflowFork? fork)) return null;
        if (fork.Before is { } before)
        {
            foreach (DictionaryEntry each in (Hashtable)fork.Shared.Clone())
            {
                if (!before.ContainsKey(each.Key) || !ReferenceEquals(before[each.Key], each.Value)) session.PSVariable.Set((string)each.Key, each.Value);
            }
        }
        return fork.Fault;
    }

    /// <summary>What <c>$using:</c> reads in an InlineScript; by their own names it sees none of the workflow's variables.</summary>
    public static Hashtable Inline(SessionState session)
    {
        var values = new Hashtable(Values(session, WorkflowFrame.Of(session).Variables), StringComparer.OrdinalIgnoreCase);
        foreach (string name in values.Keys.Cast<string>().Except(Preferences, StringComparer.OrdinalIgnoreCase)) session.PSVariable.Set(name, null);
        return values;
    }

    private static Dictionary<string, object?> Values(SessionState session, IEnumerable<string> names)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            if (session.PSVariable.Get(name) is { } variable) values[name] = variable.Value;
        }
        return values;
    }

    private static Dictionary<string, string> Definitions(SessionState session)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in WorkflowFrame.Of(session).Functions)
        {
            if (session.InvokeCommand.GetCommand(name, CommandTypes.Function) is FunctionInfo function) found[name] = function.Definition;
        }
        return found;
    }
}
