using System.IO;
using System.Text;

namespace Tenantry.PowerShell.Engine.Streams;

/// <summary>
/// What a script prints past PowerShell's streams (<c>[Console]::WriteLine</c>): each line is a record, in its place among
/// the others.
/// </summary>
public sealed class ConsoleWriter : TextWriter
{
    private readonly RecordStreams streams;
    private readonly string stream;
    private readonly StringBuilder partial = new();

    /// <summary>Lines become records of this stream.</summary>
    public ConsoleWriter(RecordStreams streams, string stream)
    {
        this.streams = streams;
        this.stream = stream;
        CoreNewLine = new[] { '\n' };
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (partial)
        {
            if (value == '\n') EndLine();
            else partial.Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (partial)
        {
            string[] lines = (value ?? "").Split('\n');
            for (int at = 0; at < lines.Length; at++)
            {
                partial.Append(lines[at]);
                if (at < lines.Length - 1) EndLine();
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <summary>Writes the last, unfinished line.</summary>
    public void Finish()
    {
        lock (partial)
        {
            if (partial.Length > 0) EndLine();
        }
    }

    private void EndLine()
    {
        if (partial.Length > 0 && partial[partial.Length - 1] == '\r') partial.Length--;
        string line = partial.ToString();
        partial.Clear();
        streams.Write(stream, line);
    }
}
