using System;
using System.Management.Automation;
using System.Net.Http;

namespace Microsoft.PowerShell.Commands;

/// <summary>Invoke-WebRequest: one request, and the whole response.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WebRequest", DefaultParameterSetName = "StandardMethod")]
[OutputType(typeof(BasicHtmlWebResponseObject), typeof(WebResponseObject))]
public sealed class InvokeWebRequestCommand : WebRequestCommand
{
    /// <inheritdoc/>
    protected override void Show(HttpResponseMessage response, byte[] body, Uri address)
    {
        var links = WebLinks.In(response, address);
        var text = WebText.IsText(response.Content.Headers.ContentType?.MediaType);
        var shown = text ? new BasicHtmlWebResponseObject(response, body, links) : new WebResponseObject(response, body, links);
        if (OutFile is not null) shown.OutFile = WebFiles.Target(this, OutFile, response);
        WriteObject(shown);
    }
}
