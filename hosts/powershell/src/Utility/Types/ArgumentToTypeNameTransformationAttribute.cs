using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes a type where a name of one is wanted.</summary>
internal sealed class ArgumentToTypeNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Type type => type.FullName!,
            System.Management.Automation.Runspaces.TypeData data => data.TypeName,
            _ => inputData,
        };
}
