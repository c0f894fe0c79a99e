using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Item: the value of a variable, environment variable, alias or function. Files hold content, not a value.</summary>
[Cmdlet(VerbsCommon.Set, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetItemCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The new value.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>Also read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the item.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            ForPath(path, "SetItemIOError", () =>
            {
                var made = InvokeProvider.Item.Set([path], Value, Force, LiteralPath is not null);
                if (PassThru)
                {
                    WriteObject(made, true);
                }
            });
        }
    }
}
