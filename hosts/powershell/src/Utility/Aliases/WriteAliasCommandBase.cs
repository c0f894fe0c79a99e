using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Set-Alias and New-Alias share.</summary>
public abstract class WriteAliasCommandBase : AliasCommandBase
{
    /// <summary>The alias.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The command that it stands for.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Value { get; set; } = string.Empty;

    /// <summary>What the alias is for.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>ReadOnly, Constant, AllScope, Private.</summary>
    [Parameter]
    public ScopedItemOptions Option { get; set; }

    /// <summary>Gives the alias on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Replaces an alias that is read-only, or there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the alias.</summary>
    private protected void Write(string action)
    {
        if (!ShouldProcess($"Name: {Name} Value: {Value}", action)) return;
        var alias = Session.NewAlias(this, Name, Value, Option, Description);
        var result = Session.SetAlias(alias, Scope, Force, MyInvocation.CommandOrigin);
        if (PassThru) WriteObject(result);
    }
}
