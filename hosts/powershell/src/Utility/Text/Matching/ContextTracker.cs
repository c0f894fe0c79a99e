using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives each match the lines around it; it is ready when its last line has come.</summary>
internal sealed class ContextTracker(int before, int after)
{
    private readonly Queue<string> passed = new();
    private readonly List<(MatchInfo Match, List<string> After)> waiting = [];

    /// <summary>Takes the next line, with its match when it is one. Gives the matches that are ready.</summary>
    internal IEnumerable<MatchInfo> Next(string line, MatchInfo? match)
    {
        foreach (var (_, lines) in waiting) lines.Add(line);
        if (match is not null)
        {
            match.Context = new MatchInfoContext { PreContext = passed.ToArray(), DisplayPreContext = passed.ToArray() };
            waiting.Add((match, []));
        }

        passed.Enqueue(line);
        if (passed.Count > before) passed.Dequeue();
        return Ready(after);
    }

    /// <summary>The matches whose last lines never came.</summary>
    internal IEnumerable<MatchInfo> End() => Ready(0);

    private List<MatchInfo> Ready(int lines)
    {
        var ready = waiting.Where(one => one.After.Count >= lines).ToList();
        waiting.RemoveAll(one => one.After.Count >= lines);
        foreach (var (match, rest) in ready)
        {
            match.Context!.PostContext = rest.ToArray();
            match.Context.DisplayPostContext = rest.ToArray();
        }

        return ready.Select(one => one.Match).ToList();
    }
}
