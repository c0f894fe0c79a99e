using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Tenantry.PowerShell.Engine.Json;

namespace Tenantry.PowerShell.Engine.Frames;

/// <summary>Frames that wait for an answer, matched by number.</summary>
public sealed class Requests
{
    private readonly FrameChannel channel;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<object?>> open = new();
    private long last;

    /// <summary>Asks over this channel.</summary>
    public Requests(FrameChannel channel) => this.channel = channel;

    /// <summary>Sends the question and waits for its answer, on whatever thread the cmdlet runs.</summary>
    /// <exception cref="Refused">The worker refuses.</exception>
    public object? Ask(JsonObject question, CancellationToken cancel = default, Action<long>? asked = null)
    {
        long id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        using CancellationTokenRegistration leave = cancel.Register(() => answer.TrySetCanceled());
        asked?.Invoke(id);
        channel.Send(question.With("id", id));
        return answer.Task.GetAwaiter().GetResult();
    }

    /// <summary>Answers a question here, in place of the worker, whose answer then reaches nobody.</summary>
    public bool Answer(long id, object? value) =>
        open.TryRemove(id, out TaskCompletionSource<object?>? answer) && answer.TrySetResult(value);

    /// <summary>Takes a <c>reply</c> or <c>refused</c> frame.</summary>
    public void Answered(JsonObject frame)
    {
        if (frame["id"] is not long id || !open.TryRemove(id, out TaskCompletionSource<object?>? answer)) return;
        if (frame["type"] is "reply") answer.TrySetResult(frame["value"]);
        else answer.TrySetException(new Refused(frame["code"] as string ?? "", frame["message"] as string ?? "The worker refused."));
    }
}
