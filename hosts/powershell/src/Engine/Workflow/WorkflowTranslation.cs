using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Describe;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>
/// PowerShell Workflow as a script of PowerShell 7: each construct is rewritten at its place, so that lines stay the same.
/// What a job could not do as a workflow would is refused with its line.
/// </summary>
public static class WorkflowTranslation
{
    /// <summary>How translated scripts reach <see cref="WorkflowRun"/>.</summary>
    internal const string Runtime = "[Tenantry.PowerShell.Engine.Workflow.WorkflowRun]";

    /// <summary>How translated scripts name the scope that they are in.</summary>
    internal const string Here = "$ExecutionContext.SessionState";

    /// <summary>Errors of the parser that only say that PowerShell 7 has no workflows.</summary>
    private static readonly HashSet<string> Benign = new(StringComparer.Ordinal)
    {
        "WorkflowNotSupportedInPowerShellCore",
        "KeywordParameterReservedForFutureUse",
    };

    /// <summary>The script, or null where <paramref name="faults"/> says why there is none.</summary>
    /// <param name="source">A file with one workflow.</param>
    /// <param name="faults">All that is wrong with it, in the order of its lines.</param>
    public static string? Translate(string source, out IReadOnlyList<Diagnostic> faults)
    {
        ScriptBlockAst file = Parser.ParseInput(source, out _, out ParseError[] errors);
        faults = errors.Where(each => !Benign.Contains(each.ErrorId))
            .Select(each => new Diagnostic(each.Extent, each.ErrorId, each.Message)).ToList();
        if (faults.Count > 0) return null;
        var refusals = new List<Diagnostic>();
        faults = refusals;
        if (WorkflowRefusals.FindWorkflow(file, refusals) is not { } workflow) return null;
        WorkflowRefusals.Check(workflow, refusals);
        var edits = new TextEdits(source);
        Unwrap(workflow, edits);
        if (workflow.Body.EndBlock is { } body) new WorkflowCheckpoints(edits, refusals).Statements(body.Statements);
        new WorkflowConstructs(edits).Rewrite(workflow);
        if (refusals.Count > 0)
        {
            refusals.Sort((one, other) => (one.Line, one.Column).CompareTo((other.Line, other.Column)));
            return null;
        }
        string script = edits.Apply();
        Parser.ParseInput(script, out _, out ParseError[] own);
        if (own.Length > 0) faults = own.Select(each => new Diagnostic(each.Extent, "WorkflowNotTranslated", $"The translation of this workflow is no script: {each.Message}")).ToList();
        return own.Length == 0 ? script : null;
    }

    /// <summary>The workflow's body becomes the script, its parameters the script's own.</summary>
    private static void Unwrap(FunctionDefinitionAst workflow, TextEdits edits)
    {
        IScriptExtent body = workflow.Body.Extent;
        edits.Replace(workflow.Extent.StartOffset, body.StartOffset + 1, "");
        string begin = $"$__tenantryResume = {Runtime}::Begin({Here}, @({Listed(WorkflowNames.Variables(workflow))}), @({Listed(WorkflowNames.Functions(workflow))})); ";
        if (workflow.Body.ParamBlock is { } parameters) edits.Close(parameters.Extent.EndOffset, "; " + begin);
        else edits.Open(body.StartOffset + 1, begin);
        edits.Replace(body.EndOffset - 1, body.EndOffset, "");
    }

    private static string Listed(IEnumerable<string> names) =>
        string.Join(",", names.Select(each => $"'{each.Replace("'", "''")}'"));
}
