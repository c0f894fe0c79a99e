using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Random: random numbers or objects; the same ones again after the same -SetSeed.</summary>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "RandomNumberParameterSet")]
public sealed class GetRandomCommand : RandomCommandBase
{
    // A seed holds for all later calls of the session, which in a job's process there is one of.
    private static Random source = new();

    /// <summary>Where the sequence starts.</summary>
    [Parameter]
    public int? SetSeed { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (SetSeed is { } seed) source = new Random(seed);
    }

    /// <inheritdoc/>
    protected override long Below(long limit)
    {
        lock (source) return source.NextInt64(limit);
    }

    /// <inheritdoc/>
    protected override double Fraction()
    {
        lock (source) return source.NextDouble();
    }
}
