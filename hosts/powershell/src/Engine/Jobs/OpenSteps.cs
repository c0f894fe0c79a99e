using System;
using System.Collections.Generic;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>Steps that are under way: what happens inside of one is repeated with it, or not at all.</summary>
internal sealed class OpenSteps
{
    [ThreadStatic]
    private static Stack<string>? ofThread;

    private readonly List<string> all = new();

    /// <summary>The newest checkpoint of a workflow, after which an attempt begins; empty where there is none.</summary>
    internal string Checkpoint { get; set; } = "";

    internal bool Any
    {
        get
        {
            lock (all) return all.Count > 0;
        }
    }

    /// <summary>The step that the caller is in; on a thread of its own (ForEach-Object -Parallel) the one begun last.</summary>
    internal string Scope
    {
        get
        {
            if (ofThread is { Count: > 0 }) return ofThread.Peek();
            lock (all) return all.Count > 0 ? all[all.Count - 1] : Checkpoint;
        }
    }

    internal void Enter(string name)
    {
        (ofThread ??= new Stack<string>()).Push(name);
        lock (all) all.Add(name);
    }

    internal void Leave(string name)
    {
        if (ofThread is { Count: > 0 } && ofThread.Peek() == name) ofThread.Pop();
        lock (all) all.Remove(name);
    }
}
