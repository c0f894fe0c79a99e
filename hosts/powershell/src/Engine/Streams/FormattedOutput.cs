using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>
/// What <c>Format-Table</c> and its like write is no data but instructions for a console: a run of them, from its start
/// to its end, is one piece of text.
/// </summary>
public sealed class FormattedOutput
{
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";
    private readonly Action<string> write;
    private readonly List<PSObject> run = new();
    private Runspace? beside;

    /// <summary>Each finished run is given to <paramref name="write"/> line by line.</summary>
    public FormattedOutput(Action<string> write) => this.write = write;

    /// <summary>True if the value is an instruction, and kept.</summary>
    public bool Takes(PSObject value)
    {
        string type = value.BaseObject.GetType().FullName ?? "";
        if (!type.StartsWith(Namespace, StringComparison.Ordinal)) return false;
        run.Add(value);
        if (type.EndsWith(".FormatEndData", StringComparison.Ordinal)) Finish();
        return true;
    }

    /// <summary>Renders what is there, by the engine's own renderer.</summary>
    public void Finish()
    {
        if (run.Count == 0) return;
        PSObject[] all = run.ToArray();
        run.Clear();
        using var renderer = System.Management.Automation.PowerShell.Create();
        renderer.Runspace = beside ??= Open();
        renderer.AddCommand("Out-String").AddParameter("Stream").AddParameter("Width", 160);
        var lines = new List<string>();
        foreach (PSObject line in renderer.Invoke(all)) lines.Add(line.ToString().TrimEnd());
        int first = lines.FindIndex(line => line.Length > 0);
        int last = lines.FindLastIndex(line => line.Length > 0);
        if (first >= 0) write(string.Join("\n", lines.GetRange(first, last - first + 1)));
    }

    /// <summary>A runspace of its own: that of the script is busy writing.</summary>
    private static Runspace Open()
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        return runspace;
    }
}
