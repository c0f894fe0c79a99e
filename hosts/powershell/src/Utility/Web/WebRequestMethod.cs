namespace Microsoft.PowerShell.Commands;

/// <summary>The methods of HTTP.</summary>
public enum WebRequestMethod
{
    /// <summary>GET, or POST when there is a form.</summary>
    Default,

    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD.</summary>
    Head,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>TRACE.</summary>
    Trace,

    /// <summary>OPTIONS.</summary>
    Options,

    /// <summary>MERGE.</summary>
    Merge,

    /// <summary>PATCH.</summary>
    Patch,
}
