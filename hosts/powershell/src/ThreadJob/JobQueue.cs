using System;
using System.Collections.Generic;

namespace ThreadJob;

/// <summary>Lets a number of jobs run at a time; the others wait in the order in which they came.</summary>
internal static class JobQueue
{
    private static readonly Queue<Action> Waiting = new();
    private static int running;

    /// <summary>How many run at a time; the last command that named a number decides.</summary>
    internal static int Limit { get; set; } = 5;

    internal static void Add(Action start)
    {
        lock (Waiting) Waiting.Enqueue(start);
        Fill();
    }

    /// <summary>Called once for each started job when it has ended.</summary>
    internal static void Ended()
    {
        lock (Waiting) running--;
        Fill();
    }

    private static void Fill()
    {
        for (var start = Next(); start is not null; start = Next()) start();
    }

    private static Action? Next()
    {
        lock (Waiting)
        {
            if (running >= Limit || Waiting.Count == 0) return null;
            running++;
            return Waiting.Dequeue();
        }
    }
}
