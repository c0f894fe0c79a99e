using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-Guid: a random GUID, the empty one, or one from text.</summary>
[Cmdlet(VerbsCommon.New, "Guid", DefaultParameterSetName = "Default")]
[OutputType(typeof(Guid))]
public sealed class NewGuidCommand : PSCmdlet
{
    /// <summary>The one of zeros.</summary>
    [Parameter(ParameterSetName = "Empty")]
    public SwitchParameter Empty { get; set; }

    /// <summary>Text of a GUID.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    public string? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            WriteObject(Empty ? Guid.Empty : Guid.NewGuid());
        }
        else if (Guid.TryParse(InputObject, out var guid))
        {
            WriteObject(guid);
        }
        else
        {
            WriteError(new ErrorRecord(
                new FormatException($"'{InputObject}' is not the text of a GUID."),
                "StringNotRecognizedAsGuid",
                ErrorCategory.InvalidArgument,
                InputObject));
        }
    }
}
