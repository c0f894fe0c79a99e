using System.IO;
using System.Management.Automation;
using System.Net.Http;

namespace Microsoft.PowerShell.Commands;

/// <summary>Puts the body of a response into a file; into a folder under the name that the response or the address has.</summary>
internal static class WebFiles
{
    internal static void Write(PSCmdlet command, string path, HttpResponseMessage response, byte[] body)
    {
        var target = command.GetUnresolvedProviderPathFromPSPath(path);
        if (Directory.Exists(target)) target = Path.Combine(target, Name(response));
        File.WriteAllBytes(target, body);
    }

    private static string Name(HttpResponseMessage response)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        var name = (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"');
        // Only the last part: a server does not choose the folder.
        return Path.GetFileName(string.IsNullOrEmpty(name) ? response.RequestMessage!.RequestUri!.LocalPath.TrimEnd('/') : name);
    }
}
