using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Xml;
using System.Xml.XPath;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-Xml: the nodes of XML that answer an XPath question.</summary>
[Cmdlet(VerbsCommon.Select, "Xml", DefaultParameterSetName = "Xml")]
[OutputType(typeof(SelectXmlInfo))]
public sealed class SelectXmlCommand : PSCmdlet
{
    /// <summary>The question.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string XPath { get; set; } = string.Empty;

    /// <summary>Documents or nodes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Xml")]
    [Alias("Node")]
    [ValidateNotNullOrEmpty]
    public XmlNode[] Xml { get; set; } = [];

    /// <summary>Files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Texts of XML.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Content")]
    [ValidateNotNullOrEmpty]
    public string[] Content { get; set; } = [];

    /// <summary>Prefixes of the question and the namespaces that they stand for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? Namespace { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var node in Xml) Ask(node, "InputStream");
        foreach (var text in Content) Ask(text, "InputStream", null);
        foreach (var path in Path) AskFiles(path, () => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
        foreach (var path in LiteralPath) AskFiles(path, () => SessionState.Path.GetResolvedProviderPathFromPSPath(WildcardPattern.Escape(path), out _));
    }

    private void AskFiles(string path, Func<System.Collections.ObjectModel.Collection<string>> found)
    {
        try
        {
            foreach (var file in found()) Ask(File.ReadAllText(file), file, file);
        }
        catch (Exception error) when (error is ItemNotFoundException or IOException or UnauthorizedAccessException)
        {
            WriteError(error is IContainsErrorRecord carrier ? new ErrorRecord(carrier.ErrorRecord, error) : new ErrorRecord(error, "ProcessingFile", ErrorCategory.ReadError, path));
        }
    }

    private void Ask(string text, string place, string? file)
    {
        XmlDocument document;
        try
        {
            if (file is null)
            {
                document = LanguagePrimitives.ConvertTo<XmlDocument>(text);
            }
            else
            {
                document = new XmlDocument { XmlResolver = null };
                document.LoadXml(text.TrimStart('\uFEFF'));
            }
        }
        catch (Exception error) when (error is PSInvalidCastException or XmlException)
        {
            var told = file is null ? error : new XmlException($"The file '{file}' cannot be read: {error.Message}", error);
            WriteError(new ErrorRecord(told, file is null ? "InvalidCastToXmlDocument" : "ProcessingFile", ErrorCategory.InvalidData, text));
            return;
        }

        Ask(document, place);
    }

    private void Ask(XmlNode node, string place)
    {
        var names = new XmlNamespaceManager((node as XmlDocument ?? node.OwnerDocument!).NameTable);
        foreach (DictionaryEntry name in Namespace ?? new Hashtable()) names.AddNamespace(name.Key.ToString()!, name.Value?.ToString() ?? string.Empty);
        try
        {
            foreach (XmlNode found in node.SelectNodes(XPath, names)!) WriteObject(new SelectXmlInfo { Node = found, Path = place, Pattern = XPath });
        }
        catch (XPathException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "System.Xml.XPath.XPathException", ErrorCategory.InvalidArgument, XPath));
        }
    }
}
