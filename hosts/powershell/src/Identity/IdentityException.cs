using System;

namespace Tenantry.PowerShell.Identity;

/// <summary>No token: why, in the words of whoever refused it, and what to do about it.</summary>
internal sealed class IdentityException : Exception
{
    public IdentityException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
