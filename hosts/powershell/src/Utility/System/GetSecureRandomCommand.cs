using System;
using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-SecureRandom: random numbers or objects that nobody can foresee.</summary>
[Cmdlet(VerbsCommon.Get, "SecureRandom", DefaultParameterSetName = "RandomNumberParameterSet")]
public sealed class GetSecureRandomCommand : RandomCommandBase
{
    /// <inheritdoc/>
    protected override long Below(long limit)
    {
        // Numbers past the last whole multiple of the limit would favour small ones: they are drawn again.
        var last = ulong.MaxValue - (ulong.MaxValue % (ulong)limit);
        ulong drawn;
        do drawn = Drawn();
        while (drawn >= last);
        return (long)(drawn % (ulong)limit);
    }

    /// <inheritdoc/>
    protected override double Fraction() => (Drawn() >> 11) * (1.0 / (1UL << 53));

    private static ulong Drawn() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
