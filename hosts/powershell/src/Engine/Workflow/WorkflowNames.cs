using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>What a workflow names: its variables, which checkpoints keep, and its functions, which branches need.</summary>
internal static class WorkflowNames
{
    /// <summary>The engine's own, which have other values in another process.</summary>
    private static readonly HashSet<string> Automatic = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "PSItem", "true", "false", "null", "args", "input", "this", "PSCmdlet", "MyInvocation", "Error", "ExecutionContext",
        "Matches", "foreach", "switch", "PSBoundParameters", "PSScriptRoot", "PSCommandPath", "HOME", "Host", "PID", "PWD", "ShellId",
        "StackTrace", "LASTEXITCODE", "PSPrivateMetadata", "PSVersionTable", "PSCulture", "PSUICulture", "PSHOME", "PSEdition",
        "IsLinux", "IsWindows", "IsMacOS", "IsCoreCLR", "?", "^", "$", "Event", "Sender", "NestedPromptLevel", "PSStyle",
    };

    internal static IReadOnlyList<string> Variables(FunctionDefinitionAst workflow)
    {
        IEnumerable<string> written = workflow.Body.FindAll(each => each is VariableExpressionAst, searchNestedScriptBlocks: true)
            .Cast<VariableExpressionAst>()
            .Where(each => each.VariablePath.IsUnqualified || IsWorkflow(each))
            .Select(NameOf);
        IEnumerable<string> loops = WorkflowCheckpoints.Loops(workflow).SelectMany(each => new[] { WorkflowCheckpoints.Items(each), WorkflowCheckpoints.Index(each) });
        return written.Where(each => !Automatic.Contains(each)).Concat(loops).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    internal static IReadOnlyList<string> Functions(FunctionDefinitionAst workflow) =>
        workflow.Body.FindAll(each => each is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Select(each => ((FunctionDefinitionAst)each).Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    internal static bool IsWorkflow(VariableExpressionAst variable) =>
        variable.VariablePath.IsDriveQualified && variable.VariablePath.DriveName.Equals("workflow", StringComparison.OrdinalIgnoreCase);

    internal static string NameOf(VariableExpressionAst variable) =>
        variable.VariablePath.UserPath.Substring(variable.VariablePath.UserPath.IndexOf(':') + 1);
}
