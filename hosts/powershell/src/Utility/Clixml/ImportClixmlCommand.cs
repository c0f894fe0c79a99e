using System;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Import-Clixml: the objects that Export-Clixml wrote.</summary>
[Cmdlet(VerbsData.Import, "Clixml", SupportsPaging = true, DefaultParameterSetName = "ByPath")]
public sealed class ImportClixmlCommand : PSCmdlet
{
    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    public string[]? Path { get; set; }

    /// <summary>The files; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path!)
        {
            using var text = InputFile.Open(this, path, LiteralPath is not null, null);
            var objects = PSSerializer.DeserializeAsList(text.ReadToEnd());
            if (PagingParameters.IncludeTotalCount) WriteObject(PagingParameters.NewTotalCount((ulong)objects.Length, accuracy: 1.0));
            var first = (int)Math.Min(PagingParameters.First, int.MaxValue);
            foreach (var one in objects.Skip((int)Math.Min(PagingParameters.Skip, int.MaxValue)).Take(first)) WriteObject(one);
        }
    }
}
