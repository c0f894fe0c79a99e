using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the -Variable cmdlets share: scope, wildcards, and the engine's errors as their own.</summary>
public abstract class VariableCommandBase : PSCmdlet
{
    private EngineSession? session;

    /// <summary>Global, Local, Script, or the number of scopes up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Scope { get; set; }

    internal EngineSession Session => session ??= new EngineSession(this);

    /// <summary>The variables that a name or wildcard means, filtered and sorted; not visible ones are left out.</summary>
    private protected List<PSVariable> Find(string name, string[]? include, string[]? exclude, string? scope)
    {
        IEnumerable<PSVariable> found;
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            found = Session.Variables(scope).Where(variable => pattern.IsMatch(variable.Name));
        }
        else
        {
            found = Session.Variable(name, scope) is { } one ? [one] : [];
        }

        return found
            .Where(variable => include is null or { Length: 0 } || Matches(include, variable.Name))
            .Where(variable => exclude is null or { Length: 0 } || !Matches(exclude, variable.Name))
            .Where(variable => MyInvocation.CommandOrigin == CommandOrigin.Internal || variable.Visibility == SessionStateEntryVisibility.Public)
            .OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
    }

    /// <summary>Does something with the engine's variables; its refusals become errors of this cmdlet.</summary>
    private protected void Try(Action action)
    {
        try
        {
            action();
        }
        catch (SessionStateException exception)
        {
            WriteError(new ErrorRecord(exception.ErrorRecord, exception));
        }
        catch (PSArgumentException exception)
        {
            WriteError(new ErrorRecord(exception.ErrorRecord, exception));
        }
    }

    /// <summary>Says that a name that is no wildcard found nothing.</summary>
    private protected void ReportMissing(string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name)) return;
        var exception = new ItemNotFoundException($"Cannot find a variable with the name '{name}'.");
        WriteError(new ErrorRecord(exception, "VariableNotFound", ErrorCategory.ObjectNotFound, name));
    }

    private static bool Matches(string[] patterns, string name) =>
        patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name));
}
