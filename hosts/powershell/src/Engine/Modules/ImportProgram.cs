using System;
using System.IO;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>An import test: loads a module in this process, which is thrown away, and tells what came of it.</summary>
public static class ImportProgram
{
    /// <summary>Answers <c>{ module }</c> with the protocol's import result.</summary>
    public static void Run(string requestFile)
    {
        var request = (JsonObject)JsonReader.Read(File.ReadAllText(requestFile))!;
        // Taken before the module runs, so that nothing that it does to the process changes where the answer goes.
        var channel = new FrameChannel(FrameChannel.WorkerDescriptor);
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        channel.Send(ModuleImport.Try(runspace, (string)request["module"]!));
        // A module may have started threads that would keep the process.
        Environment.Exit(0);
    }
}
