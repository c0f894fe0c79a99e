using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>One run of <c>parallel</c> or <c>foreach -parallel</c>: what its branches get, share and leave.</summary>
internal sealed class WorkflowFork
{
    internal IReadOnlyDictionary<string, object?> Variables { get; set; } = new Dictionary<string, object?>();

    internal IReadOnlyDictionary<string, string> Functions { get; set; } = new Dictionary<string, string>();

    /// <summary>The workflow whose branches these are.</summary>
    internal WorkflowFrame Frame { get; set; } = WorkflowFrame.Outermost;

    /// <summary>Behind <c>$workflow:</c>; that of the outermost fork, whose end writes it back.</summary>
    internal Hashtable Shared { get; set; } = new();

    /// <summary>As <see cref="Shared"/> was at the start; null inside another fork.</summary>
    internal Hashtable? Before { get; set; }

    /// <summary>The first error that ended a branch.</summary>
    internal ErrorRecord? Fault;
}
