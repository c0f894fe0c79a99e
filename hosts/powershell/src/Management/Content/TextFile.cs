using System.IO;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Facts about text files.</summary>
internal static class TextFile
{
    /// <summary>The encoding that a file's first bytes tell; UTF-8 without a mark where they tell nothing.</summary>
    internal static Encoding EncodingOf(string path)
    {
        if (!File.Exists(path)) return new UTF8Encoding(false);
        using var text = new StreamReader(path, new UTF8Encoding(false), true);
        text.Peek();
        return text.CurrentEncoding;
    }
}
