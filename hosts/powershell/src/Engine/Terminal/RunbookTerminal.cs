using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace Tenantry.PowerShell.Engine.Terminal;

/// <summary>The host that a runbook sees as <c>$Host</c>: nobody sits in front of it.</summary>
public sealed class RunbookTerminal : PSHost
{
    private readonly TerminalInterface userInterface;

    /// <summary>A terminal that writes what is printed to <paramref name="print"/>, line by line.</summary>
    public RunbookTerminal(string version, Action<string, string?> print)
    {
        Version = new Version(version);
        userInterface = new TerminalInterface(print);
    }

    /// <summary>What the script gave to <c>exit</c>; null while it did not.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "Default Host";

    /// <inheritdoc/>
    public override Version Version { get; }

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => userInterface;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.GetCultureInfo("en-US");

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The next line may be the echo of an information record of this text, or be printed in this colour.</summary>
    public void Expect(string? known, string? printedIn) => userInterface.Expect(known, printedIn);

    /// <summary>Writes the last, unfinished line.</summary>
    public void Finish() => userInterface.Finish();

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw TerminalInterface.NobodyThere();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw TerminalInterface.NobodyThere();

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
