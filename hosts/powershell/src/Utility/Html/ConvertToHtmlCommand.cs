using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Html: objects as a table or list of HTML, in a page or alone.</summary>
[Cmdlet(VerbsData.ConvertTo, "Html", DefaultParameterSetName = "Page")]
[OutputType(typeof(string))]
public sealed class ConvertToHtmlCommand : PSCmdlet
{
    private const string Keys = "name,label,width,alignment";

    private List<PropertyValue>? given;
    private List<HtmlColumn>? columns;
    private int shown;

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names, script blocks, or hashtables with Label, Expression, Width and Alignment.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Lines at the start of the body.</summary>
    [Parameter(ParameterSetName = "Page", Position = 3)]
    public string[]? Body { get; set; }

    /// <summary>Lines of the head, instead of the title.</summary>
    [Parameter(ParameterSetName = "Page", Position = 1)]
    public string[]? Head { get; set; }

    /// <summary>The page's title.</summary>
    [Parameter(ParameterSetName = "Page", Position = 2)]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "HTML TABLE";

    /// <summary>Table or List.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("Table", "List")]
    public string As { get; set; } = "Table";

    /// <summary>The address of a style sheet.</summary>
    [Parameter(ParameterSetName = "Page")]
    [Alias("cu", "uri")]
    [ValidateNotNullOrEmpty]
    public Uri? CssUri { get; set; }

    /// <summary>Only the table or list.</summary>
    [Parameter(ParameterSetName = "Fragment")]
    [ValidateNotNullOrEmpty]
    public SwitchParameter Fragment { get; set; }

    /// <summary>Lines after the table.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PostContent { get; set; }

    /// <summary>Lines before the table.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PreContent { get; set; }

    /// <summary>Names and contents of meta elements.</summary>
    [Parameter(ParameterSetName = "Page")]
    [ValidateNotNullOrEmpty]
    public Hashtable? Meta { get; set; }

    /// <summary>The page's character set.</summary>
    [Parameter(ParameterSetName = "Page")]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9]\\w+\\S+[A-Za-z0-9]$")]
    public string? Charset { get; set; }

    /// <summary>Declares XHTML Transitional instead of Strict.</summary>
    [Parameter(ParameterSetName = "Page")]
    [ValidateNotNullOrEmpty]
    public SwitchParameter Transitional { get; set; }

    private bool IsList => As.Equals("List", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        given = PropertyValue.Read(this, Property, Keys.Split(','));
        if (!Fragment) WriteLines(HtmlPage.Start(this));
        WriteLines(PreContent);
        WriteObject("<table>");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value) return;
        if (columns is null)
        {
            var found = HtmlColumn.Of(given!, InputObject);
            if (found.Count == 0) return; // a bare value has nothing to show
            columns = found;
            if (!IsList) WriteLines(HtmlColumn.Header(columns));
        }

        if (IsList) WriteLines(List());
        else WriteObject($"<tr>{string.Concat(columns.Select(column => $"<td>{column.Value(InputObject)}</td>"))}</tr>");
        shown++;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteObject("</table>");
        WriteLines(PostContent);
        if (!Fragment) WriteObject("</body></html>");
    }

    private IEnumerable<string> List()
    {
        if (shown > 0) yield return "<tr><td><hr></td></tr>";
        foreach (var column in columns!) yield return $"<tr><td>{column.Label}:</td><td>{column.Value(InputObject)}</td></tr>";
    }

    private void WriteLines(IEnumerable<string>? lines)
    {
        if (lines is not null) WriteObject(lines, enumerateCollection: true);
    }
}
