namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>Where in a workflow something stands: of what surrounds it, the nearest that decides which variables it sees.</summary>
internal enum WorkflowContext
{
    /// <summary>The workflow itself.</summary>
    Body,

    /// <summary>A branch of <c>parallel</c> or <c>foreach -parallel</c>.</summary>
    Branch,

    /// <summary>An <c>InlineScript</c>.</summary>
    Inline,

    /// <summary>A function inside of the workflow.</summary>
    Function,
}
