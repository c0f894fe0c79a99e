using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Variable: makes a variable that is not there.</summary>
[Cmdlet(VerbsCommon.New, "Variable", SupportsShouldProcess = true)]
public sealed class NewVariableCommand : VariableCommandBase
{
    /// <summary>The name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, Mandatory = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The value.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>What the variable is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>ReadOnly, Constant, AllScope, Private.</summary>
    [Parameter]
    public ScopedItemOptions Option { get; set; }

    /// <summary>Whether scripts outside its module see it.</summary>
    [Parameter]
    public SessionStateEntryVisibility Visibility { get; set; } = SessionStateEntryVisibility.Public;

    /// <summary>Replaces a variable of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the variable on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(Make);

    private void Make()
    {
        if (Session.Variable(Name, Scope ?? "Local") is { } known)
        {
            if (!Force)
            {
                var exception = new SessionStateException($"A variable with name '{Name}' already exists.");
                WriteError(new ErrorRecord(exception, "VariableAlreadyExists", ErrorCategory.ResourceExists, Name));
                return;
            }

            Session.RemoveVariable(known, Scope ?? "Local", force: true);
        }

        if (!ShouldProcess($"Name: {Name} Value: {Value}", "New variable")) return;
        var variable = new PSVariable(Name, Value, Option) { Description = Description ?? string.Empty, Visibility = Visibility };
        Session.NewVariable(variable, Scope ?? "Local", Force);
        if (PassThru) WriteObject(variable);
    }
}
