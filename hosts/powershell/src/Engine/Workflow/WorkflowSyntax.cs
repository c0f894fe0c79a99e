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

    /// <summary>Checkpoint-Workflow, which keeps the variables; Suspend-Workflow does as well.</summary>
    internal static bool IsCheckpoint(Ast ast) => (ast is CommandAst command && Is(command, "Checkpoint-Workflow")) || IsSuspension(ast);

    /// <summary>Suspend-Workflow, after which the job waits to be resumed.</summary>
    internal static bool IsSuspension(Ast ast) => ast is CommandAst command && Is(command, "Suspend-Workflow");

    internal static bool Is(CommandAst command, string name) => name.Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase);
}
