using System;

namespace Microsoft.PowerShell.Commands;

/// <summary>A process that is not there, or does not do what it is told.</summary>
public sealed class ProcessCommandException(string message, Exception? inner = null) : SystemException(message, inner);
