using System;
using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-StringData: lines of <c>name=value</c> as a hash table.</summary>
[Cmdlet(VerbsData.ConvertFrom, "StringData")]
[OutputType(typeof(Hashtable))]
public sealed class ConvertFromStringDataCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string StringData { get; set; } = string.Empty;

    /// <summary>Between name and value.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = '=';

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var result = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var line in StringData.Split('\n'))
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            Add(result, text);
        }

        WriteObject(result);
    }

    private void Add(Hashtable result, string line)
    {
        var at = line.IndexOf(Delimiter);
        if (at <= 0) throw new PSInvalidOperationException($"Data line '{line}' is not in 'name=value' format.");
        var name = line[..at].Trim();
        if (result.ContainsKey(name)) throw new PSInvalidOperationException($"Data item '{name}' in line '{line}' is already defined.");
        result.Add(name, Regex.Unescape(line[(at + 1)..].Trim()));
    }
}
