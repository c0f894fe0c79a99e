using System.IO;
using Tenantry.PowerShell.Engine.Frames;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Describe;

/// <summary>A build: reads a request from a file and answers on the worker's descriptor.</summary>
public static class DescribeProgram
{
    /// <summary>Answers <c>{ runbook, type, source }</c> with the protocol's build result.</summary>
    public static void Run(string requestFile)
    {
        var request = (JsonObject)JsonReader.Read(File.ReadAllText(requestFile))!;
        using var known = new KnownCommands();
        JsonObject result = ScriptDescription.Of(
            (string)request["runbook"]!,
            request["type"] as string ?? "PowerShell",
            (string)request["source"]!,
            new CommandCheck(known.Has, known.HasModule));
        new FrameChannel(FrameChannel.WorkerDescriptor).Send(result);
    }
}
