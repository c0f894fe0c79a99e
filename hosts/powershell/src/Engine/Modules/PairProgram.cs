using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>Looks for modules that do not load together, in a process that is thrown away.</summary>
public static class PairProgram
{
    /// <summary>
    /// Without <c>order</c>, answers what the assemblies of all modules are and reference, and loads none of them; with
    /// <c>{ order, assembly }</c>, loads the modules in this order and answers what came of it.
    /// </summary>
    public static void Run(string requestFile)
    {
        var request = (JsonObject)JsonReader.Read(File.ReadAllText(requestFile))!;
        // Taken before anything of the modules runs, so that nothing that they do changes where the answer goes.
        var channel = new FrameChannel(FrameChannel.WorkerDescriptor);
        if (request["order"] is not IEnumerable<object?> order)
        {
            channel.Send(new JsonObject { ["modules"] = AssemblyReading.OfFolder((string)request["folder"]!) });
        }
        else
        {
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            string? fault = ModuleLoading.InOrder(runspace, order.Cast<string>(), (string)request["assembly"]!);
            channel.Send(new JsonObject { ["ok"] = fault is null }.With("message", fault));
        }
        // A module may have started threads that would keep the process.
        Environment.Exit(0);
    }
}
