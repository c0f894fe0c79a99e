using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the -Alias cmdlets share: scope, and the engine's errors as their own.</summary>
public abstract class AliasCommandBase : PSCmdlet
{
    private EngineSession? session;

    /// <summary>Global, Local, Script, or the number of scopes up.</summary>
    [Parameter]
    public string? Scope { get; set; }

    internal EngineSession Session => session ??= new EngineSession(this);

    /// <summary>Does something with the engine's aliases; its refusals become errors of this cmdlet.</summary>
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
    }

    /// <summary>Says that there is no alias of that name or definition.</summary>
    private protected void ReportMissing(string kind, string text)
    {
        var exception = new ItemNotFoundException($"This command cannot find a matching alias because an alias with the {kind} '{text}' does not exist.");
        WriteError(new ErrorRecord(exception, nameof(ItemNotFoundException), ErrorCategory.ObjectNotFound, text));
    }

    /// <summary>Says that an alias of that name is there.</summary>
    private protected void ReportPresent(string name)
    {
        var exception = new SessionStateException($"The alias is not allowed, because an alias with the name '{name}' already exists.");
        WriteError(new ErrorRecord(exception, "AliasAlreadyExists", ErrorCategory.ResourceExists, name));
    }
}
