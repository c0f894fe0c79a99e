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
    protected override long Below(long limit) => limit <= int.MaxValue ? (int)(Fraction() * limit) : BelowLarge(limit);

    /// <inheritdoc/>
    protected override double Fraction() => Next() * (1.0 / int.MaxValue);

    // The same bytes make the same numbers as in PowerShell, so that a seed of a script keeps its meaning.
    private static int Next()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        int number;
        do
        {
            lock (source) source.NextBytes(bytes);
            number = BitConverter.ToInt32(bytes);
        }
        while (number == int.MaxValue);
        return number < 0 ? number + int.MaxValue : number;
    }

    private static long BelowLarge(long limit)
    {
        lock (source) return source.NextInt64(limit);
    }
}
