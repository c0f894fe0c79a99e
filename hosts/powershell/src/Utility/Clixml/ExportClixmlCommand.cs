using System.Collections.Generic;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Export-Clixml: objects with their types, as XML in a file.</summary>
[Cmdlet(VerbsData.Export, "Clixml", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
public sealed class ExportClixmlCommand : PSCmdlet
{
    private readonly List<object?> objects = [];

    /// <summary>How deep properties are kept; beyond, their text is.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 2;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    /// <summary>The file; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Writes to a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The file's encoding; UTF-8 without byte order mark by default.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Utf8;

    /// <inheritdoc/>
    protected override void ProcessRecord() => objects.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var file = new OutputFile(this, (Path ?? LiteralPath)!, LiteralPath is not null) { Force = Force, NoClobber = NoClobber, Encoding = Encoding };
        if (!ShouldProcess(file.GivenPath)) return;
        using var writer = file.Open();
        writer.Write(EngineSerializer.Serialize(objects.ToArray(), Depth));
    }
}
