using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Remove-TypeData: forgets for this session what is known about a type beyond .NET.</summary>
[Cmdlet(VerbsCommon.Remove, "TypeData", SupportsShouldProcess = true, DefaultParameterSetName = "RemoveTypeDataSet")]
public sealed class RemoveTypeDataCommand : PSCmdlet
{
    /// <summary>What Get-TypeData gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "RemoveTypeDataSet")]
    public TypeData? TypeData { get; set; }

    /// <summary>The name of the type.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "RemoveTypeSet")]
    [ArgumentToTypeNameTransformation]
    [ValidateNotNullOrEmpty]
    public string? TypeName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var data = TypeData ?? new TypeData(TypeName!);
        if (!ShouldProcess(data.TypeName)) return;
        foreach (var error in new EngineTypes(this).Update(data, remove: true))
        {
            WriteError(new ErrorRecord(new RuntimeException(error), "TypesDynamicRemoveException", ErrorCategory.InvalidOperation, null));
        }
    }
}
