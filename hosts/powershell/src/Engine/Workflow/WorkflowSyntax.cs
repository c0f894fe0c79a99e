using System;
using System.Management.Automation.Language;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>Tells constructs and contexts.</summary>
internal static class WorkflowSyntax
{
    internal static WorkflowContext ContextOf(Ast ast)
    {
        for (Ast? outer = ast.Parent, inner = ast; outer != null; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case FunctionDefinitionAst function:
                    return function.IsWorkflow ? WorkflowContext.Body : WorkflowContext.Function;
                case CommandAst command when IsInlineScript(command):
                    return WorkflowContext.Inline;
                case BlockStatementAst block when IsParallel(block):
                    return WorkflowContext.Branch;
                case ForEachStatementAst loop when IsParallel(loop) && inner == loop.Body:
                    return WorkflowContext.Branch;
            }
        }
        return WorkflowContext.Body;
    }

    /// <summary>The variable of <c>$using:x.Member[0]</c>; null where something else stands there.</summary>
    internal static VariableExpressionAst? VariableOf(UsingExpressionAst reference)
    {
        ExpressionAst inner = reference.SubExpression;
        while (inner is MemberExpressionAst or IndexExpressionAst) inner = inner is MemberExpressionAst member ? member.Expression : ((IndexExpressionAst)inner).Target;
        return inner as VariableExpressionAst;
    }

    internal static bool IsParallel(BlockStatementAst block) => block.Kind.Text.Equals("parallel", StringComparison.OrdinalIgnoreCase);

    internal static bool IsParallel(ForEachStatementAst loop) => (loop.Flags & ForEachFlags.Parallel) != 0;

    internal static bool IsInlineScript(CommandAst command) => Is(command, "InlineScript");

    /// <summary>Checkpoint-Workflow, which keeps the variables; Suspend-Workflow and a durable wait do as well.</summary>
    internal static bool IsCheckpoint(Ast ast) => (ast is CommandAst command && Is(command, "Checkpoint-Workflow")) || IsSuspension(ast) || IsDurableWait(ast);

    /// <summary>
    /// Wait-AutomationJob as a statement of its own, at a place where a job can go on: a checkpoint before it lets the job
    /// wait without a process. Elsewhere, in branches for instance, it waits where it is.
    /// </summary>
    internal static bool IsDurableWait(Ast ast) =>
        ast is CommandAst command && Is(command, "Wait-AutomationJob") && StatementOf(command) is { } statement && IsResumable(statement);

    /// <summary>The statement that consists of this command, or of the assignment of what it writes.</summary>
    internal static StatementAst? StatementOf(CommandAst command) => command.Parent switch
    {
        PipelineAst { PipelineElements.Count: 1, Parent: AssignmentStatementAst { Parent: NamedBlockAst or StatementBlockAst } assignment } => assignment,
        PipelineAst { PipelineElements.Count: 1, Parent: NamedBlockAst or StatementBlockAst } pipeline => pipeline,
        _ => null,
    };

    private static bool IsResumable(StatementAst statement) => statement.Parent switch
    {
        NamedBlockAst { Parent: ScriptBlockAst { Parent: FunctionDefinitionAst { IsWorkflow: true } } } => true,
        StatementBlockAst block => block.Parent switch
        {
            ForEachStatementAst loop => !IsParallel(loop) && IsResumable(loop),
            TryStatementAst attempt => attempt.Body == block && IsResumable(attempt),
            BlockStatementAst inner => !IsParallel(inner) && IsResumable(inner),
            IfStatementAst or LoopStatementAst => IsResumable((StatementAst)block.Parent),
            _ => false,
        },
        _ => false,
    };

    /// <summary>Suspend-Workflow, after which the job waits to be resumed.</summary>
    internal static bool IsSuspension(Ast ast) => ast is CommandAst command && Is(command, "Suspend-Workflow");

    internal static bool Is(CommandAst command, string name) => name.Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase);
}
