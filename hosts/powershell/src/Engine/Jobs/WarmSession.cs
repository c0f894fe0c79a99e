using System;
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;
using Tenantry.PowerShell.Engine.Terminal;

namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>An open runspace that has already run something: what a job would otherwise wait for.</summary>
public sealed class WarmSession
{
    private readonly RunbookTerminal terminal;
    private readonly ConsoleWriter standardOutput;
    private readonly ConsoleWriter standardError;

    private WarmSession(RecordStreams streams, string version)
    {
        Streams = streams;
        terminal = new RunbookTerminal(version, (line, colour) =>
            streams.Write("Information", line, new JsonObject().With("ForegroundColor", colour) is { Names.Count: > 0 } value ? value : null));
        standardOutput = new ConsoleWriter(streams, "Output");
        standardError = new ConsoleWriter(streams, "Error");
        Runspace = RunspaceFactory.CreateRunspace(terminal, InitialSessionState.CreateDefault2());
    }

    /// <summary>Where the job's script runs.</summary>
    public Runspace Runspace { get; }

    /// <summary>Where its records go.</summary>
    public RecordStreams Streams { get; }

    /// <summary>What the script gave to <c>exit</c>.</summary>
    public int? ExitCode => terminal.ExitCode;

    /// <summary>Opens the runspace and runs something in it.</summary>
    public static WarmSession Open(RecordStreams streams, string version)
    {
        var session = new WarmSession(streams, version);
        session.Runspace.Open();
        using (var shell = System.Management.Automation.PowerShell.Create())
        {
            shell.Runspace = session.Runspace;
            shell.AddScript(WarmUp.Script).Invoke();
        }
        Console.SetOut(session.standardOutput);
        Console.SetError(session.standardError);
        return session;
    }

    /// <summary>What scripts look for to know that they run as a job of Azure Automation.</summary>
    public void Expose(JobStart start)
    {
        object id = Guid.TryParse(start.JobId, out Guid guid) ? guid : start.JobId;
        Runspace.SessionStateProxy.SetVariable("PSPrivateMetadata", new Hashtable(StringComparer.OrdinalIgnoreCase) { ["JobId"] = id });
        Runspace.SessionStateProxy.Path.SetLocation(System.IO.Directory.GetCurrentDirectory());
        if (Runspace.SessionStateProxy.GetVariable("PSStyle") is { } style) Plain(PSObject.AsPSObject(style));
    }

    /// <summary>The terminal leaves out the line that the engine prints of an information record.</summary>
    public void Expect(string? known, string? printedIn) => terminal.Expect(known, printedIn);

    /// <summary>Writes unfinished lines.</summary>
    public void Finish()
    {
        terminal.Finish();
        standardOutput.Finish();
        standardError.Finish();
    }

    /// <summary>Colours of a console are noise in a record.</summary>
    private static void Plain(PSObject style)
    {
        if (style.Properties["OutputRendering"] is { IsSettable: true } rendering) rendering.Value = "PlainText";
    }
}
