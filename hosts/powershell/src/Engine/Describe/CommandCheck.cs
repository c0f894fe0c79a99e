using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>
/// Finds in a script's syntax tree the commands that a job would fail at, all of them, before there is a job: those that
/// nothing here knows and those that are refused.
/// </summary>
public sealed class CommandCheck
{
    private readonly Func<string, bool> isKnown;
    private readonly Func<string, bool> isModule;
    private readonly Dictionary<string, bool> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A check against what the engine and its modules have.</summary>
    /// <param name="isKnown">Whether there is a command of this name.</param>
    /// <param name="isModule">Whether there is a module of this name.</param>
    public CommandCheck(Func<string, bool> isKnown, Func<string, bool> isModule)
    {
        this.isKnown = isKnown;
        this.isModule = isModule;
    }

    /// <summary>Everything found, in the order of the script.</summary>
    public IReadOnlyList<Diagnostic> Check(ScriptBlockAst script)
    {
        List<CommandAst> commands = script.FindAll(each => each is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().ToList();
        HashSet<string> own = OwnNames(script, commands);
        // What a script loads by a path or a name made at run time can bring any command along.
        bool open = commands.Any(BringsUnseen);
        return Requirements(script).Concat(commands.Select(each => Fault(each, own, open)).OfType<Diagnostic>()).ToList();
    }

    /// <summary>Modules that the script says it needs; the engine holds only files to it, and a job's script is none.</summary>
    private IEnumerable<Diagnostic> Requirements(ScriptBlockAst script) =>
        (script.ScriptRequirements?.RequiredModules ?? new(Array.Empty<Microsoft.PowerShell.Commands.ModuleSpecification>()))
        .Where(each => !isModule(each.Name))
        .Select(each => new Diagnostic(script.Extent, "ModuleUnknown", $"#Requires names the module '{each.Name}', which this runbook does not have. Add it to the account, or take the line out if none of its commands is used."));

    private Diagnostic? Fault(CommandAst command, HashSet<string> own, bool open)
    {
        string? name = command.GetCommandName();
        if (string.IsNullOrEmpty(name) || own.Contains(name!) || name!.IndexOfAny(new[] { '/', '*', '$' }) >= 0 || name.StartsWith(".", StringComparison.Ordinal)) return null;
        string bare = name.Substring(name.LastIndexOf('\\') + 1);
        if (RefusedCommands.Find(bare, command) is { } advice) return new Diagnostic(command.Extent, "CommandRefused", $"'{bare}' cannot run in a job. {advice}");
        if (IsKnown(name) || open) return null;
        string remedy = RefusedCommands.FindFamily(bare)
            ?? "Check its name; if it is of a module, add the module to the account; if it is your own, define it in the script.";
        return new Diagnostic(command.Extent, "CommandUnknown", $"'{bare}' is no command that this runbook has. {remedy}") { UnknownCommand = bare };
    }

    private bool IsKnown(string name)
    {
        if (!asked.TryGetValue(name, out bool known)) asked[name] = known = isKnown(name);
        return known;
    }

    private static HashSet<string> OwnNames(ScriptBlockAst script, IEnumerable<CommandAst> commands)
    {
        IEnumerable<string> functions = script.FindAll(each => each is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Select(each => ((FunctionDefinitionAst)each).Name)
            .Select(name => name.Substring(name.IndexOf(':') + 1));
        IEnumerable<string> aliases = commands
            .Where(each => Is(each, "Set-Alias", "New-Alias", "sal", "nal"))
            .Select(each => each.CommandElements.Skip(1).OfType<StringConstantExpressionAst>().FirstOrDefault()?.Value ?? "");
        // function:Name = { … } makes a function, too.
        IEnumerable<string> assigned = script.FindAll(each => each is VariableExpressionAst { VariablePath: { IsDriveQualified: true, DriveName: var drive } } && drive.Equals("function", StringComparison.OrdinalIgnoreCase), true)
            .Select(each => ((VariableExpressionAst)each).VariablePath.UserPath.Substring("function:".Length));
        return new HashSet<string>(functions.Concat(aliases).Concat(assigned), StringComparer.OrdinalIgnoreCase);
    }

    private static bool BringsUnseen(CommandAst command)
    {
        if (command.InvocationOperator == TokenKind.Dot && command.CommandElements[0] is not ScriptBlockExpressionAst) return true;
        if (Is(command, "Invoke-Expression", "iex")) return true;
        if (!Is(command, "Import-Module", "ipmo", "New-Module")) return false;
        return command.CommandElements.Skip(1).Any(each => each is not (StringConstantExpressionAst or CommandParameterAst or ConstantExpressionAst)
            || each is StringConstantExpressionAst { Value: var name } && name.IndexOfAny(new[] { '/', '\\' }) >= 0);
    }

    private static bool Is(CommandAst command, params string[] names) =>
        names.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);
}
