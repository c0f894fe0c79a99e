using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Parameters;
using Tenantry.PowerShell.Engine.Workflow;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>What a build tells of a script: its parameters, or all that is wrong with it. Nothing of it runs.</summary>
public static class ScriptDescription
{
    /// <summary>The protocol's build result.</summary>
    /// <param name="runbook">The runbook's name.</param>
    /// <param name="type">The runbook's type, as Azure names it.</param>
    /// <param name="source">The script.</param>
    /// <param name="check">Finds the commands that a job would fail at.</param>
    public static JsonObject Of(string runbook, string type, string source, CommandCheck check)
    {
        string text = source.TrimStart('\uFEFF');
        string file = $"{runbook}.ps1";
        bool isWorkflow = type.Equals("PowerShellWorkflow", StringComparison.OrdinalIgnoreCase);
        if (isWorkflow)
        {
            string? translated = WorkflowTranslation.Translate(text, out IReadOnlyList<Diagnostic> refusals);
            if (translated == null) return Faulty(refusals, file);
            text = translated;
        }
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        List<Diagnostic> faults = errors.Select(each => new Diagnostic(each.Extent, each.ErrorId, each.Message)).ToList();
        var inline = new List<JsonObject>();
        if (errors.Length == 0)
        {
            inline.AddRange(InlineCalls.OfScript(script, isWorkflow, faults));
            foreach (Diagnostic fault in check.Check(script))
            {
                if (isWorkflow && InlineCalls.OfWorkflow(fault) is { } call) inline.Add(call);
                else faults.Add(fault);
            }
        }
        if (faults.Count > 0) return Faulty(faults, file);
        CommentHelpInfo? help = script.GetHelpContent();
        string description = (help?.Synopsis ?? help?.Description ?? "").Trim();
        return new JsonObject
        {
            ["ok"] = true,
            ["artifact"] = text,
            ["parameters"] = ParameterReader.Read(script).Select(ToJson).ToList(),
        }
        .With("description", description.Length == 0 ? null : description)
        .With("inline", inline.Count == 0 ? null : inline.Cast<object?>().ToList());
    }

    private static JsonObject Faulty(IReadOnlyList<Diagnostic> faults, string file) =>
        new() { ["ok"] = false, ["diagnostics"] = faults.Select(each => each.ToJson(file)).ToList() };

    private static JsonObject ToJson(ParameterDefinition parameter) => new JsonObject
    {
        ["name"] = parameter.Name,
        ["type"] = parameter.TypeName,
        ["isMandatory"] = parameter.IsMandatory,
        ["position"] = parameter.Position,
    }
    .With("defaultValue", parameter.DefaultValue)
    .With("allowedValues", parameter.AllowedValues)
    .With("description", parameter.Description);
}
