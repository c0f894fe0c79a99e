using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds processes by name or number; each one that is missing is an error of its own.</summary>
internal sealed class ProcessChoice(PSCmdlet command)
{
    internal IEnumerable<Process> ByName(IEnumerable<string> names)
    {
        var all = Process.GetProcesses().OrderBy(Name, StringComparer.OrdinalIgnoreCase).ThenBy(process => process.Id).ToArray();
        foreach (var name in names)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = all.Where(process => pattern.IsMatch(Name(process))).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Missing($"Cannot find a process with the name \"{name}\". Verify the process name and call the cmdlet again.", "NoProcessFoundForGivenName", name);
            }

            foreach (var process in found) yield return process;
        }
    }

    internal IEnumerable<Process> ById(IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            Process? process = null;
            try
            {
                process = Process.GetProcessById(id);
            }
            catch (ArgumentException)
            {
                Missing($"Cannot find a process with the process identifier {id}.", "NoProcessFoundForGivenId", id);
            }

            if (process is not null) yield return process;
        }
    }

    /// <summary>A process that has just ended has no name any more.</summary>
    internal static string Name(Process process)
    {
        try
        {
            return process.ProcessName;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }

    private void Missing(string message, string id, object target) =>
        command.WriteError(new ErrorRecord(new ProcessCommandException(message), id, ErrorCategory.ObjectNotFound, target));
}
