using System.Linq;
using System.Management.Automation.Language;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>Rewrites what workflows have beside scripts: branches, <c>sequence</c>, <c>InlineScript</c> and their variables.</summary>
internal sealed class WorkflowConstructs
{
    /// <summary>Branches of a loop that run at once where it does not say.</summary>
    private const string DefaultThrottle = "32";

    private readonly TextEdits edits;
    private int joins;

    internal WorkflowConstructs(TextEdits edits) => this.edits = edits;

    internal void Rewrite(FunctionDefinitionAst workflow)
    {
        // In the order of the tree: what surrounds comes first.
        foreach (Ast ast in workflow.Body.FindAll(_ => true, searchNestedScriptBlocks: true))
        {
            switch (ast)
            {
                case BlockStatementAst block when WorkflowSyntax.IsParallel(block):
                    Parallel(block);
                    break;
                case BlockStatementAst block:
                    edits.Replace(block.Extent.StartOffset, block.Body.Extent.StartOffset, "if ($true) ");
                    break;
                case ForEachStatementAst loop when WorkflowSyntax.IsParallel(loop):
                    ForEachParallel(loop);
                    break;
                case CommandAst command when WorkflowSyntax.IsInlineScript(command):
                    InlineScript(command);
                    break;
                case UsingExpressionAst outer when WorkflowSyntax.VariableOf(outer) is { } variable:
                    Reference(outer, outer.Extent.StartOffset, variable.Extent.EndOffset, $"$__tenantryUsing['{WorkflowNames.NameOf(variable)}']");
                    break;
                case VariableExpressionAst variable when WorkflowNames.IsWorkflow(variable):
                    string name = WorkflowNames.NameOf(variable);
                    if (WorkflowSyntax.ContextOf(variable) == WorkflowContext.Branch) Reference(variable, variable.Extent.StartOffset, variable.Extent.EndOffset, $"$__tenantryShared['{name}']");
                    else edits.Replace(variable.Extent.StartOffset, variable.Extent.EndOffset, $"${{{name}}}");
                    break;
            }
        }
    }

    private void Parallel(BlockStatementAst block)
    {
        StatementAst[] branches = block.Body.Statements.ToArray();
        string numbers = string.Join(",", Enumerable.Range(0, branches.Length));
        int join = ++joins;
        edits.Replace(block.Extent.StartOffset, block.Body.Extent.StartOffset + 1,
            $"{WorkflowTranslation.Runtime}::Branches({WorkflowTranslation.Here}, {join}, @({numbers})){Branch(branches.Length < 1 ? "1" : $"{branches.Length}")}");
        for (int number = 0; number < branches.Length; number += 1)
        {
            edits.Open(branches[number].Extent.StartOffset, $"if ($__tenantryBranch.Item -eq {number}) {{ ");
            edits.Close(branches[number].Extent.EndOffset, " }");
        }
        edits.Replace(block.Body.Extent.EndOffset - 1, block.Body.Extent.EndOffset, Joined(join));
    }

    private void ForEachParallel(ForEachStatementAst loop)
    {
        int join = ++joins;
        string throttle = loop.ThrottleLimit is { } limit ? $"({limit.Extent.Text.Replace("$workflow:", "$")})" : DefaultThrottle;
        edits.Replace(loop.Extent.StartOffset, loop.Condition.Extent.StartOffset,
            $"{WorkflowTranslation.Runtime}::Branches({WorkflowTranslation.Here}, {join}, @(");
        edits.Replace(loop.Condition.Extent.EndOffset, loop.Body.Extent.StartOffset + 1,
            $")){Branch(throttle)}{loop.Variable.Extent.Text} = $__tenantryBranch.Item; ");
        edits.Replace(loop.Body.Extent.EndOffset - 1, loop.Body.Extent.EndOffset, Joined(join));
    }

    private static string Branch(string throttle) =>
        $" | ForEach-Object -ThrottleLimit {throttle} -Parallel {{ try {{ {WorkflowTranslation.Runtime}::Enter({WorkflowTranslation.Here}, $_); ";

    /// <summary>Hands on what the branches write, then takes their shared variables over and ends with their first error.</summary>
    private static string Joined(int join) =>
        $" }} catch {{ $__tenantryBranch.Fail($_) }} }} | . {{ process {{ , $_ }} end {{ if ($null -ne ($__tenantryFault = {WorkflowTranslation.Runtime}::Join({WorkflowTranslation.Here}, {join}))) {{ throw $__tenantryFault }} }} }}";

    private void InlineScript(CommandAst command)
    {
        var script = (ScriptBlockExpressionAst)command.CommandElements[1];
        string begin = $"$__tenantryUsing = {WorkflowTranslation.Runtime}::Inline({WorkflowTranslation.Here}); ";
        bool hasParameters = script.ScriptBlock.ParamBlock != null;
        edits.Replace(command.Extent.StartOffset, script.Extent.StartOffset + 1, "& { " + (hasParameters ? "" : begin));
        if (hasParameters) edits.Close(script.ScriptBlock.ParamBlock!.Extent.EndOffset, "; " + begin);
    }

    private void Reference(Ast ast, int from, int to, string expression) =>
        edits.Replace(from, to, ast.Parent is ExpandableStringExpressionAst ? $"$({expression})" : expression);
}
