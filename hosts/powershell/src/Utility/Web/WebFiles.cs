using System.IO;
using System.Management.Automation;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Puts the body of a response into a file; into a folder under the name that the response or the address has.</summary>
internal static class WebFiles
{
    internal static void Write(PSCmdlet command, string path, HttpResponseMessage response, byte[] body)
    {
        File.WriteAllBytes(Target(command, path, response), body);
    }

    internal static async Task WriteAsync(PSCmdlet command, string path, HttpResponseMessage response, CancellationToken stopping)
    {
        using var file = File.Create(Target(command, path, response));
        await response.Content.CopyToAsync(file, stopping).ConfigureAwait(false);
    }

    private static string Target(PSCmdlet command, string path, HttpResponseMessage response)
    {
        var target = command.GetUnresolvedProviderPathFromPSPath(path);
        return Directory.Exists(target) ? Path.Combine(target, Name(response)) : target;
    }

    private static string Name(HttpResponseMessage response)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        var name = (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"');
        // Only the last part: a server does not choose the folder.
        return Path.GetFileName(string.IsNullOrEmpty(name) ? response.RequestMessage!.RequestUri!.LocalPath.TrimEnd('/') : name);
    }
}
