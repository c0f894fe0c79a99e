using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Looks for patterns in lines.</summary>
internal sealed class LineMatcher
{
    private readonly List<(string Pattern, Regex Expression)> patterns;
    private readonly bool allMatches;
    private readonly bool ignoreCase;

    /// <exception cref="RegexParseException">A pattern is no regular expression.</exception>
    internal LineMatcher(IEnumerable<string> patterns, bool simple, bool caseSensitive, bool allMatches)
    {
        ignoreCase = !caseSensitive;
        this.allMatches = allMatches && !simple;
        var options = ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None;
        this.patterns = patterns.Select(pattern => (pattern, new Regex(simple ? Regex.Escape(pattern) : pattern, options))).ToList();
        IsSimple = simple;
    }

    private bool IsSimple { get; }

    /// <summary>The find of the first pattern that matches, or null.</summary>
    internal MatchInfo? Match(string line)
    {
        foreach (var (pattern, expression) in patterns)
        {
            var match = expression.Match(line);
            if (!match.Success) continue;
            var matches = allMatches ? expression.Matches(line).ToArray() : [match];
            return new MatchInfo { Line = line, Pattern = pattern, IgnoreCase = ignoreCase, Matches = IsSimple ? [] : matches };
        }

        return null;
    }

    /// <summary>A line that none of the patterns is in.</summary>
    internal MatchInfo Without(string line) => new() { Line = line, Pattern = patterns[0].Pattern, IgnoreCase = ignoreCase };
}
