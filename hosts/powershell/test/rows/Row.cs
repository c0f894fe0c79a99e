using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;

namespace Tenantry.PowerShell.Rows;

/// <summary>One script, run alone.</summary>
internal static class Row
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The output as text, 120 columns wide, then a line for each record of the other streams.</summary>
    internal static string Run(string script)
    {
        var folder = Directory.CreateTempSubdirectory("rows-").FullName;
        var state = InitialSessionState.CreateDefault2();
        using var runspace = RunspaceFactory.CreateRunspace(new RowHost(), state);
        runspace.Open();
        try
        {
            runspace.SessionStateProxy.Path.SetLocation(folder);
            return Run(runspace, script).Replace(folder, "<dir>", StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(Runspace runspace, string script)
    {
        var lines = new List<string>();
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        var output = new PSDataCollection<PSObject>();
        shell.AddScript(script);
        Exception? end = null;
        var running = Task.Factory.FromAsync(shell.BeginInvoke<PSObject, PSObject>(null, output), shell.EndInvoke);
        try
        {
            if (!running.Wait(Limit))
            {
                shell.Stop();
                lines.Add("timeout");
            }
        }
        catch (AggregateException gone)
        {
            end = gone.GetBaseException();
        }

        lines.Insert(0, Text(runspace, output));
        foreach (var error in shell.Streams.Error) lines.Add($"error {error.FullyQualifiedErrorId}: {error}");
        if (end is not null) lines.Add(Terminating(end));
        foreach (var warning in shell.Streams.Warning) lines.Add($"warning: {warning}");
        foreach (var verbose in shell.Streams.Verbose) lines.Add($"verbose: {verbose}");
        foreach (var debug in shell.Streams.Debug) lines.Add($"debug: {debug}");
        foreach (var information in shell.Streams.Information) lines.Add($"information: {information}");
        return string.Join('\n', lines);
    }

    private static string Terminating(Exception end) =>
        end is IContainsErrorRecord { ErrorRecord: { } record }
            ? $"terminating {record.FullyQualifiedErrorId}: {end.Message}"
            : $"terminating {end.GetType().Name}: {end.Message}";

    private static string Text(Runspace runspace, PSDataCollection<PSObject> output)
    {
        if (output.Count == 0) return string.Empty;
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell.AddCommand("Out-String").AddParameter("Width", 120);
        return string.Concat(shell.Invoke(output));
    }
}
