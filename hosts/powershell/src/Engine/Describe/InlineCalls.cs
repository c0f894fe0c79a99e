using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>
/// Other runbooks of the account that a script calls in its own process: <c>.\Child.ps1</c>, as in Azure, and in a workflow
/// another one by its name. Whether they are there the control plane knows.
/// </summary>
internal static class InlineCalls
{
    private static readonly Regex Local = new(@"^\.[\\/](?<name>[A-Za-z][\w-]*)\.(?<ending>\w+)$", RegexOptions.CultureInvariant);
    private static readonly Regex Name = new(@"^[A-Za-z][\w-]*$", RegexOptions.CultureInvariant);

    /// <summary>Calls of files beside the script; what cannot be such a call goes to <paramref name="faults"/>.</summary>
    internal static IEnumerable<JsonObject> OfScript(ScriptBlockAst script, bool isWorkflow, List<Diagnostic> faults)
    {
        var calls = new List<JsonObject>();
        foreach (CommandAst command in script.FindAll(each => each is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName() is not { } text || Local.Match(text) is not { Success: true } match) continue;
            string name = match.Groups["name"].Value;
            string ending = match.Groups["ending"].Value;
            if (isWorkflow && ending.Equals("ps1", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add(Fault(command, $"A workflow calls other workflows inline, by their names, and no scripts. Start '{name}' as a job: Start-AutomationRunbook -Name {name}."));
            }
            else if (ending is "py" or "ts")
            {
                faults.Add(Fault(command, $"Only runbooks in PowerShell run in the process of this one. Start '{name}' as a job: Start-AutomationRunbook -Name {name}."));
            }
            else if (ending == "ps1")
            {
                calls.Add(Call(command.Extent, name).With("optional", IsMadeHere(script, $"{name}.ps1") ? true : null));
            }
        }
        return calls;
    }

    /// <summary>In a workflow, a command that nothing here has may be another workflow of the account.</summary>
    internal static JsonObject? OfWorkflow(Diagnostic unknown) => unknown.UnknownCommand is { } name && Name.IsMatch(name)
        ? new JsonObject
        {
            ["name"] = name,
            ["file"] = $"{name}.ps1",
            ["line"] = unknown.Line,
            ["column"] = unknown.Column,
            ["missing"] = new JsonObject { ["code"] = unknown.Code, ["message"] = unknown.Message },
        }
        : null;

    private static JsonObject Call(IScriptExtent at, string name) => new()
    {
        ["name"] = name,
        ["file"] = $"{name}.ps1",
        ["line"] = at.StartLineNumber,
        ["column"] = at.StartColumnNumber,
    };

    private static Diagnostic Fault(CommandAst command, string message) => new(command.Extent, "InlineRunbookMixed", message);

    /// <summary>A script may write the file itself: it is named elsewhere then, too.</summary>
    private static bool IsMadeHere(ScriptBlockAst script, string file) => script.Find(
        each => each is StringConstantExpressionAst or ExpandableStringExpressionAst
            && !(each.Parent is CommandAst call && call.CommandElements[0] == each)
            && each.Extent.Text.IndexOf(file, StringComparison.OrdinalIgnoreCase) >= 0,
        searchNestedScriptBlocks: true) != null;
}
