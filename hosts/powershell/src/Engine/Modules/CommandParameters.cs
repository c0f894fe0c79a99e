using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>The parameters of a module's commands, so that two versions can be compared.</summary>
public static class CommandParameters
{
    /// <summary>Names by command, without those that every command has. Commands that do not tell theirs are left out.</summary>
    public static JsonObject Of(PSModuleInfo module)
    {
        var found = new JsonObject();
        foreach (CommandInfo command in module.ExportedCommands.Values)
        {
            if (command is AliasInfo) continue;
            if (Of(command) is { } names) found[command.Name] = names;
        }
        return found;
    }

    private static List<string>? Of(CommandInfo command)
    {
        try
        {
            return command.Parameters?.Keys
                .Where(each => !Cmdlet.CommonParameters.Contains(each) && !Cmdlet.OptionalCommonParameters.Contains(each))
                .OrderBy(each => each, StringComparer.OrdinalIgnoreCase)
                .ToList();
        }
        catch (RuntimeException)
        {
            // A type that it names is not here; the module loaded all the same.
            return null;
        }
    }
}
