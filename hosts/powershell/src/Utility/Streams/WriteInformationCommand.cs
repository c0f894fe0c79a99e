using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Write-Information: one record on the information stream. Tags that begin with PS belong to PowerShell.</summary>
[Cmdlet(VerbsCommunications.Write, "Information")]
public sealed class WriteInformationCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    [AllowNull]
    public object? MessageData { get; set; }

    [Parameter(Position = 1)]
    public string[]? Tags { get; set; }

    protected override void BeginProcessing()
    {
        foreach (var tag in Tags ?? [])
        {
            if (tag.StartsWith("PS", StringComparison.OrdinalIgnoreCase))
            {
                ThrowTerminatingError(new ErrorRecord(
                    new InvalidOperationException($"Cannot use tag '{tag}'. The 'PS' prefix is reserved."),
                    "PSPrefixReservedInInformationTag",
                    ErrorCategory.InvalidArgument,
                    tag));
            }
        }
    }

    protected override void ProcessRecord() => WriteInformation(MessageData, Tags ?? []);
}
