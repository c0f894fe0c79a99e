using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Measure-Command: how long a script block takes. Its output is thrown away; its errors are not.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command")]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    private readonly Stopwatch watch = new();

    /// <summary>Objects for which the block runs once each, as $_.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What is measured.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public ScriptBlock Expression { get; set; } = ScriptBlock.Create(string.Empty);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        watch.Start();
        if (MyInvocation.ExpectingInput) Expression.InvokeWithContext(null, new List<PSVariable> { new("_", InputObject) });
        else InvokeCommand.InvokeScript(false, Expression, null); // in the caller's scope, so that what it sets stays
        watch.Stop();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(watch.Elapsed);
}
