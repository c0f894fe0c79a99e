using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-ItemProperty: a new property, where the provider has such (files do not).</summary>
[Cmdlet(VerbsCommon.New, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class NewItemPropertyCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The property.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its type, in the provider's words.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Type")]
    public string? PropertyType { get; set; }

    /// <summary>Its value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>Also over one that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            ForPath(path, "NewItemPropertyIOError", () =>
                WriteObject(InvokeProvider.Property.New([path], Name, PropertyType, Value, Force, LiteralPath is not null), true));
        }
    }
}
