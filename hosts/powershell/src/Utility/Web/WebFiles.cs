using System.IO;
using System.Management.Automation;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.PowerShell.Commands;

/// <summary>Puts the body of a response into a file; into a folder under the last name of the address.</summary>
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

    internal static string Target(PSCmdlet command, string path, HttpResponseMessage response)
    {
        var target = command.GetUnresolvedProviderPathFromPSPath(path);
        return Directory.Exists(target) ? Path.Combine(target, Path.GetFileName(response.RequestMessage!.RequestUri!.LocalPath.TrimEnd('/'))) : target;
    }
}
