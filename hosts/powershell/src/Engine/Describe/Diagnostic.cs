using System.Management.Automation.Language;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>Something wrong with a script, at a place of it.</summary>
public sealed class Diagnostic
{
    /// <summary>At the start of this extent.</summary>
    public Diagnostic(IScriptExtent at, string code, string message)
    {
        Line = at.StartLineNumber;
        Column = at.StartColumnNumber;
        Code = code;
        Message = message;
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    /// <summary>The parser's id of the error, or ours of what a job cannot have.</summary>
    public string Code { get; }

    /// <summary>What is wrong, and what to do about it.</summary>
    public string Message { get; }

    /// <summary>The command that nothing here has, where that is what is wrong.</summary>
    public string? UnknownCommand { get; set; }

    /// <summary>As the protocol has it.</summary>
    public JsonObject ToJson(string file) => new()
    {
        ["file"] = file,
        ["line"] = Line,
        ["column"] = Column,
        ["message"] = Message,
        ["code"] = Code,
    };
}
