using System;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Frames;

/// <summary>Frames between us and the worker: one JSON document a line, both ways on one descriptor.</summary>
public sealed class FrameChannel
{
    /// <summary>The descriptor on which a worker talks to its hosts.</summary>
    public const int WorkerDescriptor = 3;

    private readonly Stream output;
    private readonly Stream input;
    private readonly object writing = new();

    /// <summary>Frames on an inherited descriptor.</summary>
    public FrameChannel(int descriptor)
    {
        output = Open(descriptor, FileAccess.Write);
        input = Open(descriptor, FileAccess.Read);
    }

    /// <summary>Called with each frame, on the reading thread.</summary>
    public event Action<JsonObject>? Received;

    /// <summary>Begins to read. When the worker is gone, the process ends at once: nobody hears it any more.</summary>
    public void Listen() => new Thread(ReadAll) { IsBackground = true, Name = "frames" }.Start();

    /// <summary>Written before it returns: a frame survives whatever the runbook does to its process next.</summary>
    public void Send(JsonObject frame)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(JsonWriter.Write(frame) + "\n");
        try
        {
            lock (writing) output.Write(bytes, 0, bytes.Length);
        }
        catch (IOException)
        {
            Leave();
        }
    }

    private static FileStream Open(int descriptor, FileAccess access) =>
        // A buffer of one byte is none: each frame is on its way when Send returns.
        new(new SafeFileHandle((IntPtr)descriptor, ownsHandle: false), access, bufferSize: 1);

    private void ReadAll()
    {
        try
        {
            using var lines = new StreamReader(input, new UTF8Encoding(false), false, 64 * 1024);
            while (lines.ReadLine() is { } line)
            {
                if (JsonReader.Read(line) is JsonObject frame) Received?.Invoke(frame);
            }
        }
        catch (IOException)
        {
            // As if it had been closed.
        }
        Leave();
    }

    /// <summary>Not by an orderly exit, which would wait for threads of the runbook.</summary>
    private static void Leave() => System.Diagnostics.Process.GetCurrentProcess().Kill();
}
