using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Xml: objects and their properties as XML.</summary>
[Cmdlet(VerbsData.ConvertTo, "Xml")]
[OutputType(typeof(XmlDocument), typeof(string))]
public sealed class ConvertToXmlCommand : PSCmdlet
{
    private readonly MemoryStream bytes = new();
    private XmlWriter? writer;

    /// <summary>How many levels of properties of properties.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 1;

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Without the names of types.</summary>
    [Parameter]
    public SwitchParameter NoTypeInformation { get; set; }

    /// <summary>Stream (a text for each object), String, or Document.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("Stream", "String", "Document")]
    public string As { get; set; } = "Document";

    private bool IsStream => As.Equals("Stream", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsStream) return;
        WriteObject("""<?xml version="1.0" encoding="utf-8"?>""");
        WriteObject("<Objects>");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (writer is null)
        {
            writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), OmitXmlDeclaration = IsStream, ConformanceLevel = IsStream ? ConformanceLevel.Fragment : ConformanceLevel.Document });
            if (!IsStream) writer.WriteStartElement("Objects");
        }

        new XmlObjects(writer, Depth, !NoTypeInformation).Write(InputObject);
        if (!IsStream) return;
        WriteObject(Text());
        bytes.SetLength(0);
        writer = null;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (IsStream)
        {
            WriteObject("</Objects>");
            return;
        }

        if (writer is null) return;
        writer.WriteEndElement();
        var text = Text();
        if (As.Equals("String", StringComparison.OrdinalIgnoreCase))
        {
            WriteObject(text);
            return;
        }

        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(text);
        WriteObject(document);
    }

    private string Text()
    {
        writer!.Dispose();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
