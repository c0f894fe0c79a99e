using System;
using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Microsoft.PowerShell.Commands;

/// <summary>The parameters that Invoke-WebRequest and Invoke-RestMethod share.</summary>
public abstract class WebRequestParameters : PSCmdlet
{
    /// <summary>Where to.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public Uri Uri { get; set; } = null!;

    /// <summary>The method.</summary>
    [Parameter(ParameterSetName = "StandardMethod")]
    public WebRequestMethod Method { get; set; } = WebRequestMethod.Default;

    /// <summary>A method by any name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CustomMethod")]
    [Alias("CM")]
    public string? CustomMethod { get; set; }

    /// <summary>Headers.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>The Content-Type header.</summary>
    [Parameter]
    public string? ContentType { get; set; }

    /// <summary>Text, bytes or a stream; a dictionary is a form, or the query of a GET.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Body { get; set; }

    /// <summary>A form with files.</summary>
    [Parameter]
    public IDictionary? Form { get; set; }

    /// <summary>The body is this file.</summary>
    [Parameter]
    public string? InFile { get; set; }

    /// <summary>The response goes into this file.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile, also gives the response.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The session to go on with.</summary>
    [Parameter]
    public WebRequestSession? WebSession { get; set; }

    /// <summary>The variable that gets a new session.</summary>
    [Parameter]
    [Alias("SV")]
    public string? SessionVariable { get; set; }

    /// <summary>How the request says who asks.</summary>
    [Parameter]
    public WebAuthenticationType Authentication { get; set; } = WebAuthenticationType.None;

    /// <summary>The token of Bearer and OAuth.</summary>
    [Parameter]
    public SecureString? Token { get; set; }

    /// <summary>Name and password.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The machine's own user asks.</summary>
    [Parameter]
    public SwitchParameter UseDefaultCredentials { get; set; }

    /// <summary>Allows -Authentication and -Credential over plain HTTP.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>A certificate for servers that want one.</summary>
    [Parameter]
    public X509Certificate? Certificate { get; set; }

    /// <summary>Trusts any server.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The User-Agent header.</summary>
    [Parameter]
    public string? UserAgent { get; set; }

    /// <summary>Closes the connection after the response.</summary>
    [Parameter]
    public SwitchParameter DisableKeepAlive { get; set; }

    /// <summary>How long to wait for an answer; 0 is for ever.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, int.MaxValue)]
    public int ConnectionTimeoutSeconds { get; set; }

    /// <summary>How long a body may stay silent; 0 is for ever.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int OperationTimeoutSeconds { get; set; }

    /// <summary>The version of HTTP.</summary>
    [Parameter]
    public Version? HttpVersion { get; set; }

    /// <summary>How many redirections are followed.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRedirection { get; set; } = -1;

    /// <summary>Follows a redirection from HTTPS to HTTP.</summary>
    [Parameter]
    public SwitchParameter AllowInsecureRedirect { get; set; }

    /// <summary>Keeps the Authorization header when it follows a redirection.</summary>
    [Parameter]
    public SwitchParameter PreserveAuthorizationOnRedirect { get; set; }

    /// <summary>Keeps the method when it follows a redirection.</summary>
    [Parameter]
    public SwitchParameter PreserveHttpMethodOnRedirect { get; set; }

    /// <summary>Which versions of TLS the request may use.</summary>
    [Parameter]
    public WebSslProtocol SslProtocol { get; set; } = WebSslProtocol.Default;

    /// <summary>How often a failed request is sent again.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; }

    /// <summary>Seconds between two tries.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int RetryIntervalSec { get; set; } = 5;

    /// <summary>A response that says no is a result like any other.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>Headers are sent as they are written.</summary>
    [Parameter]
    public SwitchParameter SkipHeaderValidation { get; set; }

    /// <summary>A proxy other than that of the environment.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who asks the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>No proxy, whatever the environment says.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Kept for scripts of the times when Internet Explorer read the page.</summary>
    [Parameter]
    public SwitchParameter UseBasicParsing { get; set; }
}
