using System;

namespace Tenantry.PowerShell.Engine.Frames;

/// <summary>The worker refused what was asked; the message is its advice.</summary>
public sealed class Refused : Exception
{
    /// <summary>With the worker's code and advice.</summary>
    public Refused(string code, string message)
        : base(message) => Code = code;

    /// <summary>The error's code, such as <c>VariableNotFound</c>.</summary>
    public string Code { get; }
}
