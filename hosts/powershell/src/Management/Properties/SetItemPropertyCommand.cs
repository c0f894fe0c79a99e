using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-ItemProperty: the value of a property of items.</summary>
[Cmdlet(VerbsCommon.Set, "ItemProperty", DefaultParameterSetName = "propertyValuePathSet", SupportsShouldProcess = true)]
public sealed class SetItemPropertyCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "propertyValuePathSet", ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "propertyPSObjectPathSet", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "propertyValueLiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "propertyPSObjectLiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The property.</summary>
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = "propertyValuePathSet", ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = "propertyValueLiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string? Name { get; set; }

    /// <summary>Its value.</summary>
    [Parameter(Position = 2, Mandatory = true, ParameterSetName = "propertyValuePathSet", ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 2, Mandatory = true, ParameterSetName = "propertyValueLiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? Value { get; set; }

    /// <summary>An object whose properties are taken over.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "propertyPSObjectPathSet", ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = "propertyPSObjectLiteralPathSet", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Also read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the properties.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var wanted = InputObject ?? new PSObject();
        if (Name is not null) wanted.Properties.Add(new PSNoteProperty(Name, Value));
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            // The provider asks ShouldProcess of this cmdlet.
            ForPath(path, "SetItemPropertyIOError", () =>
            {
                var made = InvokeProvider.Property.Set([path], wanted, Force, LiteralPath is not null);
                if (PassThru) WriteObject(made, true);
            });
        }
    }
}
