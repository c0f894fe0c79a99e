using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Tee-Object: gives the objects on, and keeps them in a file or a variable.</summary>
[Cmdlet("Tee", "Object", DefaultParameterSetName = "File")]
public sealed class TeeObjectCommand : PSCmdlet, IDisposable
{
    private readonly List<PSObject> kept = [];
    private SteppablePipeline? file;

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "File")]
    [Alias("Path")]
    public string? FilePath { get; set; }

    /// <summary>The file; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Adds to the file.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Append { get; set; }

    /// <summary>The file's encoding.</summary>
    [Parameter(ParameterSetName = "File")]
    [Parameter(ParameterSetName = "LiteralFile")]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding? Encoding { get; set; }

    /// <summary>The variable, in the caller's scope.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Variable")]
    public string? Variable { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        file?.Dispose();
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Variable is not null) return;
        var output = new Dictionary<string, object> { [LiteralPath is null ? "FilePath" : "LiteralPath"] = (LiteralPath ?? FilePath)! };
        if (Append) output["Append"] = true;
        if (Encoding is not null) output["Encoding"] = Encoding;
        var command = ScriptBlock.Create("param($output) Microsoft.PowerShell.Utility\\Out-File @output");
        file = command.GetSteppablePipeline(MyInvocation.CommandOrigin, [output]);
        file.Begin(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        if (file is null) kept.Add(InputObject);
        else file.Process(InputObject);
        WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        file?.End();
        if (Variable is not null) SessionState.PSVariable.Set(Variable, kept.Count == 1 ? kept[0] : kept.ToArray());
    }
}
