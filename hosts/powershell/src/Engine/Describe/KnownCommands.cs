using System;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>What a runspace of a job would find by a name: in the engine, in modules that load by themselves, on the path.</summary>
public sealed class KnownCommands : IDisposable
{
    private readonly Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    /// <summary>Opens a runspace to ask.</summary>
    public KnownCommands() => runspace.Open();

    /// <summary>
    /// Asked in a pipeline: outside of one the engine looks only at what is loaded. An alias of something that is not
    /// there is not there either.
    /// </summary>
    public bool Has(string name)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Get-Command").AddParameter("Name", WildcardPattern.Escape(name)).AddParameter("ErrorAction", ActionPreference.Ignore);
        Collection<CommandInfo> found = shell.Invoke<CommandInfo>();
        return found.Any(each => each is not AliasInfo alias || Resolves(alias));
    }

    /// <summary>Whether there is a module of this name.</summary>
    public bool HasModule(string name)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Get-Module").AddParameter("ListAvailable").AddParameter("Name", WildcardPattern.Escape(name));
        return shell.Invoke().Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => runspace.Dispose();

    /// <summary>The alias itself may point into a module that is not loaded yet.</summary>
    private bool Resolves(AliasInfo alias) => alias.ResolvedCommand is not null || (alias.Definition.Length > 0 && Has(alias.Definition));
}
