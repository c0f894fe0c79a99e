using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>A cmdlet that waits for the network, and whose failures are terminating, as the original's are.</summary>
public abstract class AzCmdlet : PSCmdlet
{
    private readonly CancellationTokenSource stopping = new();

    [Parameter]
    [Alias("AzContext", "AzureRmContext", "AzureCredential")]
    public PSObject? DefaultProfile { get; set; }

    protected override void StopProcessing() => stopping.Cancel();

    private protected T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Task.Run(() => work(stopping.Token), stopping.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is IdentityException or InvalidOperationException or System.Net.Http.HttpRequestException)
        {
            ThrowTerminatingError(new ErrorRecord(error, string.Empty, ErrorCategory.CloseError, null));
            throw;
        }
    }

    /// <summary>Under the original's type name, for its view and for scripts that ask.</summary>
    private protected static PSObject Named(object value, string typeName)
    {
        var shown = PSObject.AsPSObject(value);
        if (!shown.TypeNames.Contains(typeName)) shown.TypeNames.Insert(0, typeName);
        return shown;
    }
}
