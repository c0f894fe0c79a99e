using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Describe;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>What a workflow may hold and its translation does not carry. Each is refused where it stands, before there is a job.</summary>
internal static class WorkflowRefusals
{
    /// <summary>The one workflow of a file; null where there is none or more than that.</summary>
    internal static FunctionDefinitionAst? FindWorkflow(ScriptBlockAst file, List<Diagnostic> refusals)
    {
        IReadOnlyList<StatementAst> statements = file.EndBlock is { } end ? end.Statements : Array.Empty<StatementAst>();
        FunctionDefinitionAst? workflow = statements.OfType<FunctionDefinitionAst>().FirstOrDefault(each => each.IsWorkflow);
        if (workflow == null)
        {
            refusals.Add(new Diagnostic(file.Extent, "WorkflowMissing", "There is no workflow here. Write 'workflow Name { … }', or make it a runbook of type PowerShell."));
            return null;
        }
        foreach (StatementAst other in statements.Where(each => each != workflow))
        {
            string message = other is FunctionDefinitionAst { IsWorkflow: true }
                ? "A runbook has one workflow. Make this one a runbook of its own and start it as a child."
                : "A workflow runbook holds nothing beside its workflow. Move this into the workflow.";
            refusals.Add(new Diagnostic(other.Extent, "WorkflowNotAlone", message));
        }
        if (file.ParamBlock is { } parameters) refusals.Add(new Diagnostic(parameters.Extent, "WorkflowParameters", "Parameters stand inside of the workflow: 'workflow Name { param(…) … }'."));
        return workflow;
    }

    internal static void Check(FunctionDefinitionAst workflow, List<Diagnostic> refusals)
    {
        void Refuse(Ast at, string code, string message) => refusals.Add(new Diagnostic(at.Extent, code, message));
        if (workflow.Parameters is { Count: > 0 }) Refuse(workflow.Parameters[0], "WorkflowParameters", "Write the parameters as 'param(…)' inside of the workflow.");
        if (workflow.Body is { BeginBlock: { } } or { ProcessBlock: { } } or { DynamicParamBlock: { } } || workflow.Body.EndBlock is { Unnamed: false })
        {
            Refuse(workflow.Body, "WorkflowBlocks", "A workflow has no begin, process or end blocks. Write its statements without them.");
        }
        foreach (Ast ast in workflow.Body.FindAll(_ => true, searchNestedScriptBlocks: true))
        {
            switch (ast)
            {
                case FunctionDefinitionAst { IsWorkflow: true }:
                    Refuse(ast, "WorkflowNested", "A workflow inside of a workflow is not carried. Make it a function, or a runbook of its own.");
                    break;
                case TrapStatementAst when WorkflowSyntax.ContextOf(ast) != WorkflowContext.Inline:
                    Refuse(ast, "WorkflowTrap", "A workflow has no trap. Write 'try { … } catch { … }'.");
                    break;
                case CommandAst command:
                    if (CommandFault(command) is { } fault) Refuse(command, fault.Code, fault.Message);
                    break;
                case VariableExpressionAst variable:
                    if (VariableFault(variable) is { } reason) Refuse(variable, "WorkflowVariable", reason);
                    break;
                case UsingExpressionAst reference when WorkflowSyntax.VariableOf(reference) == null:
                    Refuse(ast, "WorkflowVariable", "After '$using:' only a variable's name is carried. Assign the value to a variable before the InlineScript.");
                    break;
                case UsingExpressionAst when WorkflowSyntax.ContextOf(ast) != WorkflowContext.Inline:
                    Refuse(ast, "WorkflowVariable", "'$using:' is for InlineScript. Elsewhere the variable is read by its name alone.");
                    break;
            }
        }
    }

    private static (string Code, string Message)? CommandFault(CommandAst command)
    {
        CommandParameterAst? common = command.CommandElements.OfType<CommandParameterAst>()
            .FirstOrDefault(each => IsActivityParameter(each.ParameterName));
        if (common != null) return ("WorkflowParameter", $"'-{common.ParameterName}' of a workflow's activities is not carried. {Instead(common.ParameterName)}");
        if (WorkflowSyntax.IsCheckpoint(command) && !WorkflowSyntax.IsDurableWait(command) && command.CommandElements.Count > 1) return ("WorkflowCheckpointPlace", "Checkpoint-Workflow and Suspend-Workflow are carried without parameters.");
        if (!WorkflowSyntax.IsInlineScript(command)) return null;
        if (command.CommandElements.Count != 2 || command.CommandElements[1] is not ScriptBlockExpressionAst script) return ("WorkflowInlineScript", "InlineScript takes one block and nothing else: 'InlineScript { … }'.");
        if (script.ScriptBlock is { BeginBlock: { } } or { ProcessBlock: { } } || script.ScriptBlock.EndBlock is { Unnamed: false }) return ("WorkflowInlineScript", "The block of an InlineScript has no begin, process or end blocks.");
        return null;
    }

    private static readonly string[] ActivityParameters =
    {
        "PSPersist", "PSComputerName", "PSCredential", "PSConnectionRetryCount", "PSConnectionRetryIntervalSec", "PSRunningTimeoutSec",
        "PSElapsedTimeoutSec", "PSActionRetryCount", "PSActionRetryIntervalSec", "PSActionRunningTimeoutSec", "PSAuthentication",
        "PSAuthenticationLevel", "PSApplicationName", "PSPort", "PSUseSSL", "PSConfigurationName", "PSConnectionURI", "PSAllowRedirection",
        "PSSessionOption", "PSCertificateThumbprint", "PSPrivateMetadata", "PSRequiredModules", "PSDisableSerialization", "PSProgressMessage",
        "PSDebug", "PSError", "PSInformation", "PSProgress", "PSVerbose", "PSWarning", "PSWorkflowPath", "PSWorkflowRoot", "PSParameterCollection",
    };

    private static bool IsActivityParameter(string name) => ActivityParameters.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Instead(string name) => name.ToLowerInvariant() switch
    {
        "pspersist" => "Write Checkpoint-Workflow after the statement.",
        "pscomputername" or "pscredential" => "Write InlineScript { Invoke-Command … } and give it the computer and the credential.",
        "psactionretrycount" or "psactionretryintervalsec" => "Write a loop around the statement.",
        _ => "Leave it out.",
    };

    private static string? VariableFault(VariableExpressionAst variable)
    {
        WorkflowContext context = WorkflowSyntax.ContextOf(variable);
        bool isUsing = variable.Parent is UsingExpressionAst;
        if (variable.Splatted && (isUsing || WorkflowNames.IsWorkflow(variable))) return "Only a variable of the place itself can be splatted. Assign it to one first.";
        if (WorkflowNames.IsWorkflow(variable))
        {
            return context switch
            {
                WorkflowContext.Inline => "An InlineScript does not see '$workflow:'. Read it with '$using:', and write what it returns to the variable.",
                WorkflowContext.Function => "A function does not see '$workflow:'. Give it a parameter, and use what it returns.",
                _ => null,
            };
        }
        if (context != WorkflowContext.Inline && !isUsing && (variable.VariablePath.IsScript || variable.VariablePath.IsGlobal))
        {
            return "A workflow has no '$script:' and no '$global:' variables. Write '$workflow:' and the name.";
        }
        return null;
    }
}
