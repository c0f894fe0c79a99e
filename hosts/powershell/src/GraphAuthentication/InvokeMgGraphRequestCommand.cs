using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Security;
using System.Text.Json;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// One request to Graph, as the script words it. Source:
/// learn.microsoft.com/powershell/module/microsoft.graph.authentication/invoke-mggraphrequest. A refusal is a
/// terminating error, as in the original, with Graph's body in ErrorDetails.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MgGraphRequest")]
[Alias("Invoke-GraphRequest", "Invoke-MgRestMethod")]
public sealed class InvokeMgGraphRequestCommand : GraphCmdlet
{
    [Parameter(Position = 1)]
    public GraphRequestMethod Method { get; set; } = GraphRequestMethod.GET;

    /// <summary>Relative (`v1.0/users`, `/beta/me`) or absolute.</summary>
    [Parameter(Position = 2, Mandatory = true)]
    public Uri? Uri { get; set; }

    /// <summary>Text, bytes, a stream, or a dictionary, which becomes JSON, and the query of a GET.</summary>
    [Parameter(Position = 3, ValueFromPipeline = true)]
    public object? Body { get; set; }

    [Parameter(Position = 4)]
    public IDictionary? Headers { get; set; }

    [Parameter(Position = 5)]
    public string? OutputFilePath { get; set; }

    [Parameter(Position = 6)]
    public SwitchParameter InferOutputFileName { get; set; }

    [Parameter(Position = 7)]
    public string? InputFilePath { get; set; }

    [Parameter(Position = 8)]
    public SwitchParameter PassThru { get; set; }

    [Parameter(Position = 9)]
    [SecureToken]
    public SecureString? Token { get; set; }

    [Parameter(Position = 10)]
    public SwitchParameter SkipHeaderValidation { get; set; }

    [Parameter(Position = 11)]
    public string? ContentType { get; set; }

    [Parameter(Position = 12)]
    public GraphRequestAuthentication Authentication { get; set; }

    [Parameter(Position = 13)]
    [Alias("SV")]
    public string? SessionVariable { get; set; }

    [Parameter(Position = 14)]
    [Alias("RHV")]
    public string? ResponseHeadersVariable { get; set; }

    [Parameter(Position = 15)]
    public string? StatusCodeVariable { get; set; }

    [Parameter(Position = 16)]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    [Parameter(Position = 17)]
    public GraphRequestSession? GraphRequestSession { get; set; }

    [Parameter(Position = 18)]
    public string? UserAgent { get; set; }

    [Parameter(Position = 19)]
    public GraphOutputType OutputType { get; set; } = GraphOutputType.HashTable;

    [Parameter(DontShow = true)]
    public SwitchParameter Break { get; set; }

    protected override void ProcessRecord()
    {
        Validate();
        var session = PrepareSession();
        var composer = new GraphRequestComposer(GraphSession.Current.Environment.GraphEndpoint)
        {
            Method = Method,
            Uri = Uri!,
            Body = Body is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : Body,
            InputFile = InputFilePath is null ? null : Resolve(InputFilePath),
            ContentType = ContentType,
            Headers = session.Headers,
            UserAgent = session.UserAgent,
            Validate = !SkipHeaderValidation,
        };
        var token = Token is null ? null : SecureText.Reveal(Token);
        WriteVerbose($"{Method} {composer.Address}");
        HttpResponseMessage response;
        try
        {
            response = Wait(cancel => GraphHttp.SendAsync(composer.Compose, null, token, cancel));
        }
        catch (Exception error) when (error is HttpRequestException or IdentityException or OperationCanceledException or FormatException)
        {
            throw Terminating(error, "InvokeGraphHttpResponseException", ErrorCategory.ConnectionError);
        }

        if (StatusCodeVariable is not null) SessionState.PSVariable.Set(StatusCodeVariable, (int)response.StatusCode);
        if (ResponseHeadersVariable is not null) SessionState.PSVariable.Set(ResponseHeadersVariable, HeadersOf(response));
        if (!response.IsSuccessStatusCode && !SkipHttpErrorCheck && (int)response.StatusCode is < 300 or >= 400) Refuse(response);
        Deliver(Follow(response));
    }

    private void Validate()
    {
        if (Token is null && Authentication == GraphRequestAuthentication.Default && GraphSession.Current.Context is null)
            throw Terminating(new InvalidOperationException("Authentication needed. Please call Connect-MgGraph."), "AuthenticationNeeded", ErrorCategory.AuthenticationError);
        if (Authentication == GraphRequestAuthentication.UserProvidedToken && Token is null)
            throw Terminating(new ArgumentException("-Authentication UserProvidedToken needs -Token."), "TokenMissing", ErrorCategory.InvalidArgument);
        if (Body is not null && InputFilePath is not null)
            throw Terminating(new ArgumentException("Give -Body or -InputFilePath, not both."), "BodyConflict", ErrorCategory.InvalidArgument);
        if (InferOutputFileName && OutputFilePath is not null)
            throw Terminating(new ArgumentException("Give -OutputFilePath or -InferOutputFileName, not both."), "OutputConflict", ErrorCategory.InvalidArgument);
        if (PassThru && OutputFilePath is null && !InferOutputFileName)
            throw Terminating(new ArgumentException("-PassThru goes with -OutputFilePath or -InferOutputFileName."), "OutFileMissing", ErrorCategory.InvalidArgument);
        if (GraphRequestSession is not null && SessionVariable is not null)
            throw Terminating(new ArgumentException("Give -GraphRequestSession or -SessionVariable, not both."), "SessionConflict", ErrorCategory.InvalidArgument);
    }

    private GraphRequestSession PrepareSession()
    {
        var session = GraphRequestSession ?? new GraphRequestSession();
        if (SessionVariable is not null) SessionState.PSVariable.Set(SessionVariable, session);
        if (UserAgent is not null) session.UserAgent = UserAgent;
        foreach (DictionaryEntry header in Headers ?? new Hashtable())
        {
            if (header.Value is not null) session.Headers[header.Key.ToString()!] = header.Value.ToString()!;
        }

        return session;
    }

    private HttpResponseMessage Follow(HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location
            ? Wait(cancel => GraphHttp.FollowAsync(location.IsAbsoluteUri ? location : new Uri(response.RequestMessage!.RequestUri!, location), cancel))
            : response;

    private void Deliver(HttpResponseMessage response)
    {
        var name = OutputFilePath ?? (InferOutputFileName ? NameOf(response) : null);
        if (name is not null) File.WriteAllBytes(Resolve(name), Wait(_ => response.Content.ReadAsByteArrayAsync()));
        if (name is not null && !PassThru) return;
        if (OutputType == GraphOutputType.HttpResponseMessage)
        {
            WriteObject(response);
            return;
        }

        var text = Wait(_ => response.Content.ReadAsStringAsync());
        if (text.Length > 0) WriteObject(Read(text));
    }

    private object? Read(string text)
    {
        if (OutputType == GraphOutputType.Json) return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return OutputType == GraphOutputType.HashTable ? GraphJson.ToHashtable(json.RootElement) : GraphJson.ToPSObject(json.RootElement);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private void Refuse(HttpResponseMessage response)
    {
        var body = Wait(_ => response.Content.ReadAsStringAsync());
        var error = new HttpResponseException(
            $"Response status code does not indicate success: {response.StatusCode} ({response.ReasonPhrase}).", response);
        var record = new ErrorRecord(error, "InvokeGraphHttpResponseException", ErrorCategory.InvalidOperation, response.RequestMessage);
        if (body.Length > 0) record.ErrorDetails = new ErrorDetails(body);
        ThrowTerminatingError(record);
    }

    private string Resolve(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private string NameOf(HttpResponseMessage response) =>
        Path.GetFileName((response.Content.Headers.ContentDisposition?.FileNameStar ?? response.Content.Headers.ContentDisposition?.FileName)?.Trim('"') ?? string.Empty)
            is { Length: > 0 } name
            ? name
            : throw Terminating(new InvalidOperationException("The answer names no file: give -OutputFilePath."), "FileNameMissing", ErrorCategory.InvalidResult);

    private static Hashtable HeadersOf(HttpResponseMessage response)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content.Headers)) table[header.Key] = header.Value.ToArray();
        return table;
    }

    /// <summary>`throw Terminating(…)`: the engine's own exception leaves here, the result is for the compiler.</summary>
    private Exception Terminating(Exception error, string id, ErrorCategory category)
    {
        ThrowTerminatingError(new ErrorRecord(error, id, category, Uri));
        return error;
    }
}
