using System;

namespace Tenantry.PowerShell.Engine.Parameters;

/// <summary>What a job was started with is not what its runbook takes.</summary>
public sealed class WrongParametersException : Exception
{
    /// <summary>All faults, a line each.</summary>
    public WrongParametersException(string faults)
        : base(faults)
    {
    }
}
