using System.Management.Automation;
using System.Threading;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>A branch as it comes down the pipeline.</summary>
public sealed class WorkflowBranch
{
    internal WorkflowBranch(WorkflowFork fork, object? item)
    {
        Fork = fork;
        Item = item;
    }

    /// <summary>The loop's item, or the number of the statement.</summary>
    public object? Item { get; }

    internal WorkflowFork Fork { get; }

    /// <summary>This error ended the branch, and ends the workflow when the other branches have ended.</summary>
    public void Fail(ErrorRecord fault) => Interlocked.CompareExchange(ref Fork.Fault, fault, null);
}
