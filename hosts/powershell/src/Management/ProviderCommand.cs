using System;
using System.IO;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What every cmdlet over paths of providers shares: one failing path never stops the others.</summary>
public abstract class ProviderCommand : PSCmdlet
{
    /// <summary>Runs one path's work; what the engine or the file system says against it becomes an error record.</summary>
    protected void ForPath(string? path, string ioErrorId, Action work)
    {
        try
        {
            work();
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (Exception error) when (error is SessionStateException or ProviderInvocationException or PSNotSupportedException
            or PSInvalidOperationException or PSArgumentException)
        {
            WriteError(Recorded((RuntimeException?)(error as RuntimeException), error));
        }
        catch (UnauthorizedAccessException error)
        {
            WriteError(new ErrorRecord(error, ioErrorId.Replace("IOError", "UnauthorizedAccessError"), ErrorCategory.PermissionDenied, path));
        }
        catch (DirectoryNotFoundException error)
        {
            WriteError(new ErrorRecord(error, ioErrorId.Replace("IOError", "DirectoryNotFoundError"), ErrorCategory.ObjectNotFound, path));
        }
        catch (IOException error)
        {
            WriteError(new ErrorRecord(error, ioErrorId, ErrorCategory.WriteError, path));
        }
    }

    /// <summary>A drive or path that does not exist, told as the originals tell it.</summary>
    protected void WritePathNotFound(string path)
    {
        var error = new ItemNotFoundException($"Cannot find path '{path}' because it does not exist.");
        WriteError(new ErrorRecord(error, "PathNotFound", ErrorCategory.ObjectNotFound, path));
    }

    private static ErrorRecord Recorded(RuntimeException? carrier, Exception error) =>
        carrier is { ErrorRecord: { } inner }
            ? new ErrorRecord(inner, error)
            : new ErrorRecord(((IContainsErrorRecord)error).ErrorRecord, error);
}
