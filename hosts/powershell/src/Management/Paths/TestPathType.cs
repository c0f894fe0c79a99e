namespace Microsoft.PowerShell.Commands;

/// <summary>What Test-Path looks for.</summary>
public enum TestPathType
{
    /// <summary>Any item.</summary>
    Any,

    /// <summary>An item that holds others.</summary>
    Container,

    /// <summary>An item that holds no others.</summary>
    Leaf,
}
