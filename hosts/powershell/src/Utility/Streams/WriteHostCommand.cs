using System;
using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Write-Host: an information record tagged PSHOST whose data is a <see cref="HostInformationMessage"/>, so that the
/// host shows it whatever $InformationPreference says and a redirection of stream 6 still catches it.
/// </summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public object Separator { get; set; } = " ";

    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    protected override void ProcessRecord()
    {
        var message = new HostInformationMessage { Message = Text(Object), NoNewLine = NoNewline.IsPresent };
        if (ForegroundColor is { } foreground)
        {
            message.ForegroundColor = foreground;
        }

        if (BackgroundColor is { } background)
        {
            message.BackgroundColor = background;
        }

        WriteInformation(message, ["PSHOST"]);
    }

    /// <summary>Collections are flattened and joined with the separator; everything else is its own text.</summary>
    private string Text(object? value)
    {
        var bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case null: return string.Empty;
            case string text: return text;
            case XmlNode node: return node.Name;
            case IEnumerable items:
                var joined = new StringBuilder();
                var first = true;
                foreach (var item in items)
                {
                    joined.Append(first ? null : Text(Separator)).Append(Text(item));
                    first = false;
                }

                return joined.ToString();
            default: return bare.ToString() ?? string.Empty;
        }
    }
}
