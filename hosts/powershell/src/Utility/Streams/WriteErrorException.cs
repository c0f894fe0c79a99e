using System;

namespace Microsoft.PowerShell.Commands;

/// <summary>What an error of Write-Error holds when the script gave a message and no exception of its own.</summary>
public sealed class WriteErrorException : SystemException
{
    public WriteErrorException() : this("The Write-Error cmdlet reported an error.") { }

    public WriteErrorException(string message) : base(message) { }

    public WriteErrorException(string message, Exception innerException) : base(message, innerException) { }
}
