using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>A node that Select-Xml found.</summary>
public sealed class SelectXmlInfo
{
    /// <summary>The node.</summary>
    public required XmlNode Node { get; init; }

    /// <summary>The file, or <c>InputStream</c>.</summary>
    public string Path { get; init; } = "InputStream";

    /// <summary>The question that found it.</summary>
    public required string Pattern { get; init; }

    /// <summary>What the node holds, and the file where there is one.</summary>
    public override string ToString()
    {
        var text = Node is XmlElement ? Node.InnerXml : Node.Value ?? Node.OuterXml;
        return Path == "InputStream" ? text : $"{text}:{Path}";
    }
}
