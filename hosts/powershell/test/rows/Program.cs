using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;

namespace Tenantry.PowerShell.Rows;

/// <summary>
/// Reads one JSON object a line, <c>{"id": 1, "script": "…"}</c>, runs it in a fresh runspace and a fresh folder, and
/// writes <c>{"id": 1, "text": "…"}</c>. The modules are found through PSModulePath, as in any job.
/// </summary>
public static class Program
{
    /// <summary>Runs until the input ends.</summary>
    public static void Main()
    {
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        while (Console.In.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            var text = Row.Run(row.RootElement.GetProperty("script").GetString()!);
            Console.Out.WriteLine(JsonSerializer.Serialize(new { id = row.RootElement.GetProperty("id").GetInt32(), text }));
            Console.Out.Flush();
        }
    }
}
