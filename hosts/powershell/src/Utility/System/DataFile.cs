using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the hash table of a data file from its syntax tree: nothing in it is run.</summary>
internal static class DataFile
{
    internal static Hashtable Read(string path)
    {
        var tree = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0) throw new ParseException(errors);
        var statements = tree.EndBlock?.Statements ?? throw new InvalidOperationException("The file holds no hash table.");
        if (statements.Count != 1 || statements[0] is not PipelineAst { PipelineElements: [CommandExpressionAst { Expression: HashtableAst table }] })
        {
            throw new InvalidOperationException("The file must hold one hash table and nothing else.");
        }

        return (Hashtable)table.SafeGetValue();
    }
}
