using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Describe;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>
/// Makes statements skippable up to a checkpoint: <c>$__tenantryResume</c> is the number of the checkpoint to go on from,
/// and 0 from there. Statements between checkpoints stand under a guard; what surrounds a checkpoint is entered without
/// asking its condition again.
/// </summary>
internal sealed class WorkflowCheckpoints
{
    private const string Resume = "$__tenantryResume";

    private readonly TextEdits edits;
    private readonly List<Diagnostic> refusals;
    private int last;

    internal WorkflowCheckpoints(TextEdits edits, List<Diagnostic> refusals)
    {
        this.edits = edits;
        this.refusals = refusals;
    }

    /// <summary>Loops that hold checkpoints: where they are is kept with the variables.</summary>
    internal static IEnumerable<ForEachStatementAst> Loops(FunctionDefinitionAst workflow) =>
        workflow.Body.FindAll(each => each is ForEachStatementAst loop && !WorkflowSyntax.IsParallel(loop) && Count(loop) > 0, true).Cast<ForEachStatementAst>();

    internal static string Items(ForEachStatementAst loop) => $"__tenantryItems{loop.Extent.StartOffset}";

    internal static string Index(ForEachStatementAst loop) => $"__tenantryIndex{loop.Extent.StartOffset}";

    internal void Statements(ReadOnlyCollection<StatementAst> statements)
    {
        if (statements.Sum(Count) == 0) return;
        StatementAst? first = null, end = null;
        foreach (StatementAst statement in statements)
        {
            bool apart = statement is FunctionDefinitionAst || Count(statement) > 0;
            if (!apart)
            {
                first ??= statement;
                end = statement;
                continue;
            }
            Guard(first, end);
            first = null;
            if (Count(statement) > 0) Checkpointed(statement);
        }
        Guard(first, end);
    }

    private static int Count(Ast ast) => ast.FindAll(WorkflowSyntax.IsCheckpoint, searchNestedScriptBlocks: true).Count();

    private void Guard(StatementAst? first, StatementAst? end)
    {
        if (first == null) return;
        edits.Open(first.Extent.StartOffset, $"if (!{Resume}) {{ ");
        edits.Close(end!.Extent.EndOffset, " }");
    }

    private void Checkpointed(StatementAst statement)
    {
        IScriptExtent extent = statement.Extent;
        if (WaitOf(statement) is { } wait)
        {
            last += 1;
            edits.Open(extent.StartOffset, $"{Taken(extent.StartLineNumber, suspends: false)}; if (!{Resume}) {{ ");
            edits.Close(extent.EndOffset, " }");
            edits.Close(wait.Extent.EndOffset, " -Durable");
            return;
        }
        if (statement is PipelineAst { PipelineElements: { Count: 1 } elements } && WorkflowSyntax.IsCheckpoint(elements[0]))
        {
            last += 1;
            edits.Replace(extent.StartOffset, extent.EndOffset, Taken(extent.StartLineNumber, WorkflowSyntax.IsSuspension(elements[0])));
            return;
        }
        edits.Open(extent.StartOffset, $"if (!{Resume} -or {Within(statement)}) {{ ");
        edits.Close(extent.EndOffset, " }");
        switch (statement)
        {
            case IfStatementAst choice:
                Choice(choice);
                break;
            case ForEachStatementAst loop when !WorkflowSyntax.IsParallel(loop):
                ForEach(loop);
                break;
            case ForStatementAst loop:
                if (loop.Initializer is { } start) Surround(start, $"$(if (!{Resume}) {{ ", " })");
                if (loop.Condition is { } asked) Surround(asked, $"{Resume} -or (", ")");
                Statements(loop.Body.Statements);
                break;
            case WhileStatementAst loop:
                Surround(loop.Condition, $"{Resume} -or (", ")");
                Statements(loop.Body.Statements);
                break;
            case LoopStatementAst loop when loop is DoWhileStatementAst or DoUntilStatementAst:
                Statements(loop.Body.Statements);
                break;
            case TryStatementAst attempt when attempt.CatchClauses.Sum(Count) == 0 && (attempt.Finally == null || Count(attempt.Finally) == 0):
                Statements(attempt.Body.Statements);
                break;
            case BlockStatementAst block when !WorkflowSyntax.IsParallel(block):
                Statements(block.Body.Statements);
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    private string Taken(int line, bool suspends) =>
        $"if ({Resume}) {{ if ({Resume} -eq {last}) {{ {Resume} = 0 }} }} "
        + $"elseif ($null -ne ($__tenantryFault = {WorkflowTranslation.Runtime}::Checkpoint({WorkflowTranslation.Here}, {last}, {line}, {(suspends ? "$true" : "$false")}))) {{ throw $__tenantryFault }}";

    private static CommandAst? WaitOf(StatementAst statement)
    {
        Ast inner = statement is AssignmentStatementAst assignment ? assignment.Right : statement;
        return inner is PipelineAst { PipelineElements: { Count: 1 } elements } && elements[0] is CommandAst command && WorkflowSyntax.IsDurableWait(command) ? command : null;
    }

    /// <summary>Whether the checkpoint to go on from is one of these. Those of one statement have numbers in a row.</summary>
    private string Within(Ast ast) => $"({Resume} -ge {last + 1} -and {Resume} -le {last + Count(ast)})";

    private void Choice(IfStatementAst choice)
    {
        foreach ((PipelineBaseAst condition, StatementBlockAst block) in choice.Clauses.Select(each => (each.Item1, each.Item2)))
        {
            Surround(condition, $"{Resume} ? {(Count(block) > 0 ? Within(block) : "$false")} : (", ")");
            Statements(block.Statements);
        }
        if (choice.ElseClause is { } otherwise) Statements(otherwise.Statements);
    }

    private void ForEach(ForEachStatementAst loop)
    {
        (string items, string index) = ("$" + Items(loop), "$" + Index(loop));
        string label = string.IsNullOrEmpty(loop.Label) ? "" : $":{loop.Label} ";
        edits.Replace(loop.Extent.StartOffset, loop.Condition.Extent.StartOffset, $"if (!{Resume}) {{ {items} = @(");
        edits.Replace(loop.Condition.Extent.EndOffset, loop.Body.Extent.StartOffset + 1,
            $"); {index} = 0 }}; {label}for (; {index} -lt {items}.Count; {index}++) {{ if (!{Resume}) {{ {loop.Variable.Extent.Text} = {items}[{index}] }}; ");
        Statements(loop.Body.Statements);
    }

    private void Surround(Ast ast, string before, string after)
    {
        edits.Open(ast.Extent.StartOffset, before);
        edits.Close(ast.Extent.EndOffset, after);
    }

    private void Refuse(StatementAst statement)
    {
        foreach (Ast checkpoint in statement.FindAll(WorkflowSyntax.IsCheckpoint, searchNestedScriptBlocks: true))
        {
            last += 1;
            refusals.Add(new Diagnostic(checkpoint.Extent, "WorkflowCheckpointPlace",
                "A job cannot go on from a checkpoint here. Put it between statements of the workflow, of 'sequence', 'if', 'try' or of a loop that is not parallel."));
        }
    }
}
