using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Tenantry.PowerShell.Engine.Frames;

/// <summary>
/// Makes the listener of the job's only way out: bound here, in the network that the job sees, and handed to the worker
/// outside, which answers on it. It is handed over Node.js's own channel between parent and child (its variable
/// <c>NODE_CHANNEL_FD</c>), in that channel's framing, which Node.js does not document: tests hold it.
/// </summary>
public static class WayOut
{
    private const string Variable = "NODE_CHANNEL_FD";
    private const int Rights = 1;
    private const int SocketLevel = 1;

    /// <summary>Does nothing when there is no such channel, as in a test that needs no network.</summary>
    public static void HandOut()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), out int channel)) return;
        Environment.SetEnvironmentVariable(Variable, null);
        using (var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(512);
            int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
            string message = $"{{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Server\",\"msg\":{{\"listener\":{port}}}}}\n";
            Send(channel, Encoding.UTF8.GetBytes(message), (int)listener.Handle);
            AwaitAcknowledgement(channel);
        }
        Close(channel);
    }

    private static unsafe void Send(int channel, byte[] bytes, int descriptor)
    {
        // struct cmsghdr { size_t length; int level; int type; int descriptor; } padded to the size of a word.
        byte* control = stackalloc byte[24];
        *(long*)control = 20;
        *(int*)(control + 8) = SocketLevel;
        *(int*)(control + 12) = Rights;
        *(int*)(control + 16) = descriptor;
        *(int*)(control + 20) = 0;
        fixed (byte* data = bytes)
        {
            var part = new Part { Base = data, Length = (UIntPtr)bytes.Length };
            var message = new Message { Parts = &part, PartCount = (UIntPtr)1, Control = control, ControlLength = (UIntPtr)24 };
            if ((long)SendMessage(channel, &message, 0) != bytes.Length)
            {
                throw new InvalidOperationException("The way out of the sandbox could not be handed to the worker.");
            }
        }
    }

    /// <summary>The worker has the listener once it says so; a descriptor closed earlier may be lost on the way.</summary>
    private static unsafe void AwaitAcknowledgement(int channel)
    {
        var line = new StringBuilder();
        byte next;
        while ((long)Read(channel, &next, (UIntPtr)1) == 1)
        {
            if (next != '\n') line.Append((char)next);
            else if (line.ToString().Contains("NODE_HANDLE_ACK")) return;
            else line.Clear();
        }
        throw new InvalidOperationException("The worker did not take the way out of the sandbox.");
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Part
    {
        public byte* Base;
        public UIntPtr Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public UIntPtr PartCount;
        public void* Control;
        public UIntPtr ControlLength;
        public int Flags;
    }

    [DllImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static extern unsafe IntPtr SendMessage(int socket, Message* message, int flags);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern unsafe IntPtr Read(int descriptor, byte* into, UIntPtr count);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
