using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>A build: reads a request from a file and answers on the worker's descriptor.</summary>
public static class DescribeProgram
{
    /// <summary>Answers <c>{ runbook, source }</c> with the protocol's build result.</summary>
    public static void Run(string requestFile)
    {
        var request = (JsonObject)JsonReader.Read(File.ReadAllText(requestFile))!;
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        CommandInvocationIntrinsics commands = runspace.SessionStateProxy.InvokeCommand;
        JsonObject result = ScriptDescription.Of(
            (string)request["runbook"]!,
            (string)request["source"]!,
            // An alias of something that is not there is not there either.
            name => commands.GetCommand(name, CommandTypes.All) is { } found && found is not AliasInfo { ResolvedCommand: null });
        new FrameChannel(FrameChannel.WorkerDescriptor).Send(result);
    }
}
