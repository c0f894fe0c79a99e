using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using Tenantry.PowerShell.GraphAuthentication;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// What every cmdlet of the table does: choose the row that the parameters name, ask Graph, give out objects. The classes of
/// the modules only lend their names.
/// </summary>
public abstract class MgCmdlet : GraphCmdlet, IDynamicParameters
{
    private IReadOnlyList<CmdletRow> rows = Array.Empty<CmdletRow>();
    private RuntimeDefinedParameterDictionary? parameters;

    private string Cmdlet
    {
        get
        {
            var named = (CmdletAttribute)Attribute.GetCustomAttribute(GetType(), typeof(CmdletAttribute))!;
            return $"{named.VerbName}-{named.NounName}";
        }
    }

    public object GetDynamicParameters()
    {
        rows = CmdletTable.RowsOf(Cmdlet);
        return parameters ??= MgParameters.Build(rows);
    }

    protected override void ProcessRecord()
    {
        var given = parameters!.Values.Where(each => each.IsSet).ToDictionary(each => each.Name, each => each.Value);
        if (Choose(given) is not { } row) return;
        try
        {
            Ask(row, given);
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or OperationCanceledException or JsonException || error.GetType().Name == "IdentityException")
        {
            // As in the original, the pipeline goes on with the next object unless the script says -ErrorAction Stop.
            WriteError(new ErrorRecord(error, string.Empty, ErrorCategory.NotSpecified, null));
        }
    }

    private CmdletRow? Choose(Dictionary<string, object> given)
    {
        if (ParameterSetName != MgParameters.ViaIdentity) return rows.First(row => MgParameters.SetOf(row, rows) == ParameterSetName || rows.Count == 1);
        if (MgIdentity.Resolve(rows, given, given["InputObject"]) is not { } found)
        {
            var error = new PSArgumentException($"InputObject has null value for {string.Join(" and ", rows.Last().Path.Keys.Select(key => $"InputObject.{key.Parameter}"))}.");
            WriteError(new ErrorRecord(error, "InputObjectIncomplete", ErrorCategory.InvalidArgument, given["InputObject"]));
            return null;
        }

        foreach (var key in found.Keys) given[key.Key] = key.Value;
        return found.Row;
    }

    private void Ask(CmdletRow row, Dictionary<string, object> given)
    {
        var version = CmdletTable.VersionOf(Cmdlet);
        var root = $"{GraphSession.Current.Environment.GraphEndpoint}/{version}";
        var path = row.Path.Fill(key => given[key.Parameter].ToString()!);
        if (row.Writes && !ShouldProcess($"{root}{path}", row.Method)) return;
        var next = root + path + MgQuery.Compose(row, given);
        var left = given.TryGetValue("Top", out var top) && !given.ContainsKey("All") ? (int)top : int.MaxValue;
        var first = true;
        while (left > 0)
        {
            using var response = Send(row, given, new Uri(next), root);
            if (given.TryGetValue("ResponseHeadersVariable", out var variable))
                SessionState.PSVariable.Set(variable.ToString(), response.Headers.ToDictionary(each => each.Key, each => each.Value.ToArray()));
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                using var target = Wait(cancel => GraphHttp.FollowAsync(location.IsAbsoluteUri ? location : new Uri(new Uri(next), location), cancel));
                Deliver(row, given, target, ref left, first);
                return;
            }

            if (!response.IsSuccessStatusCode)
            {
                WriteError(MgError.Record(response, Wait(_ => response.Content.ReadAsStringAsync()), row));
                return;
            }

            var more = Deliver(row, given, response, ref left, first);
            first = false;
            if (more is null || (!given.ContainsKey("All") && !given.ContainsKey("Top"))) return;
            next = more;
        }
    }

    private HttpResponseMessage Send(CmdletRow row, Dictionary<string, object> given, Uri address, string root)
    {
        WriteVerbose($"{row.Method} {address}");
        var body = row.Body.Length > 0 ? MgBody.Compose(row, given, root) : null;
        if (body is not null) WriteDebug(body);
        var file = given.TryGetValue("InFile", out var name) ? File.ReadAllBytes(Resolve(name.ToString()!)) : null;
        HttpRequestMessage Compose()
        {
            var request = new HttpRequestMessage(new HttpMethod(row.Method), address);
            if (file is not null)
            {
                request.Content = new ByteArrayContent(file);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", row.Path.ToString().EndsWith("$value", StringComparison.Ordinal) ? "image/jpeg" : "application/octet-stream");
            }
            else if (body is not null && !(row.Body == "-" && body == "{}"))
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            if (given.TryGetValue("ConsistencyLevel", out var level)) request.Headers.TryAddWithoutValidation("ConsistencyLevel", level.ToString());
            if (given.TryGetValue("IfMatch", out var tag)) request.Headers.TryAddWithoutValidation("If-Match", tag.ToString());
            if (given.TryGetValue("Headers", out var headers))
            {
                foreach (DictionaryEntry header in (IDictionary)headers) request.Headers.TryAddWithoutValidation(header.Key.ToString()!, header.Value?.ToString());
            }

            return request;
        }

        return Wait(cancel => GraphHttp.SendAsync(Compose, null, null, cancel));
    }

    /// <summary>Writes what came; the address of the next page, if there is one.</summary>
    private string? Deliver(CmdletRow row, Dictionary<string, object> given, HttpResponseMessage response, ref int left, bool first)
    {
        if (given.TryGetValue("OutFile", out var file))
        {
            File.WriteAllBytes(Resolve(file.ToString()!), Wait(_ => response.Content.ReadAsByteArrayAsync()));
            if (given.ContainsKey("PassThru")) WriteObject(true);
            return null;
        }

        var text = Wait(_ => response.Content.ReadAsStringAsync());
        if (row.Special is "count" or "report" or "file")
        {
            WriteObject(row.Special == "count" && int.TryParse(text.TrimStart('\uFEFF'), out var count) ? count : text);
            return null;
        }

        if (text.Length == 0)
        {
            if (given.ContainsKey("PassThru")) WriteObject(true);
            return null;
        }

        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("value", out var values) || (!row.ReturnsMany && values.ValueKind != JsonValueKind.Array && row.Returns.Length > 1))
        {
            WriteObject(ModelReader.Read(root, row.Returns));
            return null;
        }

        if (first && given.TryGetValue("CountVariable", out var counted) && root.TryGetProperty("@odata.count", out var total))
            SessionState.PSVariable.Set(counted.ToString(), total.GetInt32());
        if (values.ValueKind != JsonValueKind.Array)
        {
            WriteObject(ModelReader.Read(values, row.Returns));
            return null;
        }

        foreach (var value in values.EnumerateArray())
        {
            if (left-- <= 0) return null;
            WriteObject(ModelReader.Read(value, row.Returns));
        }

        return root.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
    }

    private string Resolve(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
}
