namespace Microsoft.PowerShell.Commands;

/// <summary>How a request says who asks.</summary>
public enum WebAuthenticationType
{
    /// <summary>Only when the server asks.</summary>
    None,

    /// <summary>Name and password in the first request.</summary>
    Basic,

    /// <summary>A token.</summary>
    Bearer,

    /// <summary>A token; the same as Bearer.</summary>
    OAuth,
}
