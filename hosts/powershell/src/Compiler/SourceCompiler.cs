using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Tenantry.PowerShell.Compiler;

/// <summary>Compiles C# for Add-Type. What goes in and out is of the base library, since the caller lives in another load context.</summary>
public static class SourceCompiler
{
    /// <summary>Compiles sources into a library.</summary>
    /// <param name="assemblyName">The name of the library.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="files">The file of each source, or an empty text.</param>
    /// <param name="references">Paths of the assemblies that the sources may use.</param>
    /// <param name="options">Options of the compiler's command line, such as <c>/unsafe</c>.</param>
    /// <param name="ignoreWarnings">Whether sources with warnings are taken; each warning is an error otherwise.</param>
    /// <returns>
    /// The image, or null where there are errors; what the compiler says, errors and warnings in its own order, each with
    /// whether it is an error; the full names of the types declared.
    /// </returns>
    public static (byte[]? Image, string[] Complaints, bool[] AreErrors, string[] Types) Compile(
        string assemblyName, string[] sources, string[] files, string[] references, string[] options, bool ignoreWarnings)
    {
        // The names of files belong to a command line; nothing is read or written by them.
        var told = CSharpCommandLineParser.Default.Parse([.. options, "/target:library", "/out:none.dll", "none.cs"], Directory.GetCurrentDirectory(), null);
        var trees = sources
            .Select((source, at) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), told.ParseOptions, files[at]))
            .ToArray();
        var compilation = CSharpCompilation.Create(
            assemblyName,
            trees,
            references.Select(path => MetadataReference.CreateFromFile(path)),
            told.CompilationOptions
                .WithOutputKind(OutputKind.DynamicallyLinkedLibrary)
                .WithGeneralDiagnosticOption(ignoreWarnings ? told.CompilationOptions.GeneralDiagnosticOption : ReportDiagnostic.Error));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        var said = told.Errors.Concat(emitted.Diagnostics).Where(one => one.Severity >= DiagnosticSeverity.Warning && !one.IsSuppressed).ToArray();
        var isGood = emitted.Success && told.Errors.IsEmpty;
        return (
            isGood ? image.ToArray() : null,
            said.Select(Text).ToArray(),
            said.Select(one => one.Severity == DiagnosticSeverity.Error).ToArray(),
            Types(compilation.Assembly.GlobalNamespace).ToArray());
    }

    /// <summary>Place, severity, number and words; below them the line, and a mark below the column.</summary>
    private static string Text(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var start = place.StartLinePosition;
        var line = tree.GetText().Lines[start.Line].ToString();
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place.Path}({start.Line + 1},{start.Character + 1}): {severity} {diagnostic.Id}: {diagnostic.GetMessage()}{Environment.NewLine}{line}{Environment.NewLine}{new string(' ', start.Character)}^{Environment.NewLine}";
    }

    private static IEnumerable<string> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Select(type => type.ToDisplayString())
            .Concat(space.GetNamespaceMembers().SelectMany(Types));
}
