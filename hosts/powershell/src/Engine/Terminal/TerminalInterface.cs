using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace Tenantry.PowerShell.Engine.Terminal;

/// <summary>
/// What is printed becomes records. What is asked is refused, by a <see cref="HostException"/>: any other exception from
/// a prompt for a missing parameter would end the process.
/// </summary>
public sealed class TerminalInterface : PSHostUserInterface
{
    private readonly Action<string, string?> print;
    private readonly StringBuilder partial = new();
    private string? colour;
    private string? echo;

    /// <summary>Prints lines by this, with the colour in which the script wrote them, if it chose one.</summary>
    public TerminalInterface(Action<string, string?> print) => this.print = print;

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new NoScreen();

    /// <summary>Why nothing can be asked.</summary>
    public static HostException NobodyThere() =>
        new("A runbook runs without anybody to ask. Make it a parameter, a variable or a credential of the account.");

    /// <summary>Writes the last, unfinished line.</summary>
    public void Finish()
    {
        if (partial.Length > 0) Write("\n");
    }

    /// <inheritdoc/>
    public override void Write(string value)
    {
        string[] lines = value.Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            partial.Append(lines[at].TrimEnd('\r'));
            if (at == lines.Length - 1) break;
            EndLine();
        }
    }

    /// <summary>
    /// The engine prints each information record after it has given it to the pipeline: that line is known. The colour of
    /// Write-Host is told only there, since plain rendering leaves it out of what is printed.
    /// </summary>
    public void Expect(string? known, string? printedIn)
    {
        echo = known;
        colour = printedIn;
    }

    private void EndLine()
    {
        string line = partial.ToString();
        if (line != echo) print(line, colour);
        partial.Clear();
        colour = null;
        echo = null;
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + "\n");

    // Warnings and their like come by the pipeline's own streams, with all they carry.

    /// <inheritdoc/>
    public override void WriteErrorLine(string value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDebugLine(string message)
    {
    }

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message)
    {
    }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message)
    {
    }

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    /// <inheritdoc/>
    public override string ReadLine() => throw NobodyThere();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw NobodyThere();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NobodyThere();

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw NobodyThere();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NobodyThere();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw NobodyThere();
}
