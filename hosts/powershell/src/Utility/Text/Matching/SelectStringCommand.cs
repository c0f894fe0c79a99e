using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-String: lines of text or files that hold a pattern.</summary>
[Cmdlet(VerbsCommon.Select, "String", DefaultParameterSetName = "File")]
[OutputType(typeof(MatchInfo), typeof(bool), typeof(string))]
public sealed class SelectStringCommand : PSCmdlet
{
    private LineMatcher? matcher;
    private ContextTracker? context;
    private int inputLine;
    private bool found;

    /// <summary>How -SimpleMatch compares; only the original's names are known.</summary>
    [Parameter]
    [ValidateSet("Ordinal", "Invariant", "Current", "")]
    [ValidateNotNull]
    public string Culture { get; set; } = string.Empty;

    /// <summary>The text, usually from the pipeline; a file is searched by its path.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ParameterSetName = "Object")]
    [Parameter(ValueFromPipeline = true, Mandatory = true, ParameterSetName = "ObjectRaw")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Regular expressions, or texts with -SimpleMatch.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string[] Pattern { get; set; } = [];

    /// <summary>The files.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "File")]
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "FileRaw")]
    public string[]? Path { get; set; }

    /// <summary>The files; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralFile")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralFileRaw")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The lines alone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ObjectRaw")]
    [Parameter(Mandatory = true, ParameterSetName = "FileRaw")]
    [Parameter(Mandatory = true, ParameterSetName = "LiteralFileRaw")]
    public SwitchParameter Raw { get; set; }

    /// <summary>The patterns are plain texts.</summary>
    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    /// <summary>Case counts.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Only whether there is a match: true; without one false for a file, and nothing for other objects.</summary>
    [Parameter(ParameterSetName = "Object")]
    [Parameter(ParameterSetName = "File")]
    [Parameter(ParameterSetName = "LiteralFile")]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The first match of each file.</summary>
    [Parameter]
    public SwitchParameter List { get; set; }

    /// <summary>Nothing is emphasised, which is so here anyway.</summary>
    [Parameter]
    public SwitchParameter NoEmphasis { get; set; }

    /// <summary>Only files whose name matches one of these.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>No files whose name matches one of these.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Lines without a match.</summary>
    [Parameter]
    public SwitchParameter NotMatch { get; set; }

    /// <summary>All matches of a line, not only the first.</summary>
    [Parameter]
    public SwitchParameter AllMatches { get; set; }

    /// <summary>The files' encoding; UTF-8 by default.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = EncodingArgumentAttribute.Utf8;

    /// <summary>Lines before and after a match; one number is for both.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 2)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Context { get; set; }

    private bool Done => found && Quiet;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            matcher = new LineMatcher(Pattern, SimpleMatch, CaseSensitive, AllMatches);
        }
        catch (RegexParseException exception)
        {
            var pattern = Pattern.First(one => !IsExpression(one));
            var message = $"The string {pattern} is not a valid regular expression: {exception.Message}";
            ThrowTerminatingError(new ErrorRecord(new ArgumentException(message, exception), "InvalidRegex", ErrorCategory.InvalidArgument, null));
        }

        context = Tracker();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Done) return;
        if (LiteralPath is not null || Path is not null) SearchFiles(LiteralPath ?? Path!, LiteralPath is not null);
        else if (InputObject?.BaseObject is FileInfo file) SearchFiles([file.FullName], literal: true);
        else Take(InputObject?.ToString() ?? string.Empty, ++inputLine, null, context);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Show(context?.End());

    private static bool IsExpression(string pattern)
    {
        try
        {
            return new Regex(pattern) is not null;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    private ContextTracker? Tracker() => Context is null ? null : new ContextTracker(Context[0], Context[^1]);

    private void SearchFiles(string[] paths, bool literal)
    {
        foreach (var path in paths)
        {
            foreach (var file in Files(path, literal))
            {
                if (!Matches(Include, file, whenNone: true) || Matches(Exclude, file, whenNone: false) || Directory.Exists(file)) continue;
                Search(file);
                if (Done) return;
            }
        }
    }

    private IEnumerable<string> Files(string path, bool literal)
    {
        try
        {
            if (!literal) return SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
            var file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (!File.Exists(file)) throw new FileNotFoundException(path);
            return [file];
        }
        catch (Exception exception) when (exception is ItemNotFoundException or FileNotFoundException)
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            var missing = new ItemNotFoundException($"Cannot find path '{full}' because it does not exist.");
            WriteError(new ErrorRecord(missing, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }

    private static bool Matches(string[]? patterns, string file, bool whenNone) =>
        patterns?.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(System.IO.Path.GetFileName(file))) ?? whenNone;

    private void Search(string file)
    {
        var lines = Tracker();
        var number = 0;
        using var reader = new StreamReader(file, Encoding);
        while (reader.ReadLine() is { } line)
        {
            var isFound = Take(line, ++number, file, lines);
            if (isFound && (List || Quiet)) break;
        }

        Show(lines?.End());
        if (Quiet && !found) WriteObject(false);
    }

    private bool Take(string line, int number, string? file, ContextTracker? around)
    {
        var match = matcher!.Match(line);
        if (NotMatch) match = match is null ? matcher.Without(line) : null;
        if (match is not null)
        {
            match.LineNumber = number;
            if (file is not null) match.Path = file;
        }

        Show(around is null ? (match is null ? null : [match]) : around.Next(line, match));
        return match is not null;
    }

    private void Show(IEnumerable<MatchInfo>? matches)
    {
        foreach (var match in matches ?? [])
        {
            if (Done) return;
            found = true;
            if (Quiet) WriteObject(true);
            else if (Raw) WriteObject(match.Line);
            else WriteObject(match);
        }
    }
}
