using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects from delimited text: the header gives the properties, every value is text.</summary>
internal sealed class CsvObjects(PSCmdlet command, char delimiter, string[]? header)
{
    private const string Type = "#TYPE ";
    private const string Fields = "#Fields: ";

    private IReadOnlyList<string>? names = header;
    private string? typeName;
    private bool warned;
    private bool distinct;

    /// <summary>The objects of one text. The header of an earlier text holds for later ones.</summary>
    internal IEnumerable<PSObject> Read(TextReader text)
    {
        var reader = new CsvReader(text, delimiter);
        if (names is null) ReadHeader(reader);
        while (!reader.AtEnd)
        {
            if (reader.Next('#'))
            {
                reader.Line();
                continue;
            }

            var record = reader.Record();
            if (record.Count == 0 || (record.Count == 1 && record[0].Length == 0)) continue;
            yield return Make(record);
        }
    }

    private void ReadHeader(CsvReader reader)
    {
        while (!reader.AtEnd && names is null)
        {
            if (!reader.Next('#'))
            {
                var record = reader.Record();
                if (record.Count > 1 || (record.Count == 1 && record[0].Length > 0)) names = Named(record);
                continue;
            }

            var line = reader.Line()!;
            if (line.StartsWith(Type, StringComparison.OrdinalIgnoreCase)) typeName = line[Type.Length..].Trim();
            else if (line.StartsWith(Fields, StringComparison.OrdinalIgnoreCase) && delimiter != ' ')
            {
                names = Named(new CsvReader(new StringReader(line[Fields.Length..]), delimiter).Record());
            }
        }
    }

    private IReadOnlyList<string> Named(IReadOnlyList<string> record)
    {
        var result = new List<string>();
        var made = 0;
        foreach (var name in record)
        {
            result.Add(string.IsNullOrEmpty(name) ? string.Create(CultureInfo.InvariantCulture, $"H{++made}") : name);
        }

        if (made > 0 && !warned)
        {
            warned = true;
            command.WriteWarning("One or more headers were not specified. Default names starting with \"H\" have been used in place of any missing headers.");
        }

        return result;
    }

    private PSObject Make(IReadOnlyList<string> record)
    {
        if (!distinct) RefuseRepeated();
        var result = new PSObject();
        for (var index = 0; index < names!.Count; index++)
        {
            result.Properties.Add(new PSNoteProperty(names[index], index < record.Count ? record[index] : null));
        }

        if (string.IsNullOrEmpty(typeName)) return result;
        result.TypeNames.Clear();
        result.TypeNames.Add(typeName);
        result.TypeNames.Add("CSV:" + typeName);
        return result;
    }

    private void RefuseRepeated()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names!)
        {
            if (seen.Add(name)) continue;
            command.ThrowTerminatingError(new ErrorRecord(
                new ExtendedTypeSystemException($"The member \"{name}\" is already present."),
                "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                ErrorCategory.NotSpecified,
                null));
        }

        distinct = true;
    }
}
