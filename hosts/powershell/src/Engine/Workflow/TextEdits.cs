using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Tenantry.PowerShell.Engine.Workflow;

/// <summary>
/// Changes to a text, by places of the original. What is replaced keeps its line ends, so that everything stays on the
/// line that its author knows. Add what lies outside before what lies inside.
/// </summary>
internal sealed class TextEdits
{
    private enum Rank { Close, Open, Replace }

    private readonly string text;
    private readonly List<(int At, Rank Rank, int Order, int Length, string Text)> edits = new();

    internal TextEdits(string text) => this.text = text;

    /// <summary>Puts text before what begins here.</summary>
    internal void Open(int at, string added) => edits.Add((at, Rank.Open, edits.Count, 0, added));

    /// <summary>Puts text after what ends here.</summary>
    internal void Close(int at, string added) => edits.Add((at, Rank.Close, -edits.Count, 0, added));

    /// <summary>Puts other text in place of this.</summary>
    internal void Replace(int from, int to, string added) =>
        edits.Add((from, Rank.Replace, edits.Count, to - from, added + new string('\n', text.Substring(from, to - from).Count(each => each == '\n'))));

    /// <summary>The text with all of it.</summary>
    internal string Apply()
    {
        var result = new StringBuilder(text.Length * 2);
        int done = 0;
        foreach ((int at, _, _, int length, string added) in edits.OrderBy(each => each.At).ThenBy(each => each.Rank).ThenBy(each => each.Order))
        {
            result.Append(text, done, at - done).Append(added);
            done = at + length;
        }
        return result.Append(text, done, text.Length - done).ToString();
    }
}
