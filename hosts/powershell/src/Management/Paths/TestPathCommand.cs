using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Test-Path: True or False for each path, never an error for one that is not there.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? LiteralPath { get; set; }

    /// <summary>A pattern of the provider.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Filter { get; set; }

    /// <summary>Only items whose names match one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>No item whose name matches one of these.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>What the item must be.</summary>
    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; } = TestPathType.Any;

    /// <summary>Only asks whether the path is well formed.</summary>
    [Parameter]
    public SwitchParameter IsValid { get; set; }

    /// <summary>True only for items written before this time.</summary>
    [Parameter]
    public DateTime? OlderThan { get; set; }

    /// <summary>True only for items written after this time.</summary>
    [Parameter]
    public DateTime? NewerThan { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var paths = ParameterSetName == "LiteralPath" ? LiteralPath : Path;
        if (paths is null || paths.Length == 0)
        {
            WriteNullPath(paths);
        }

        foreach (var path in paths ?? [])
        {
            if (path is null)
            {
                WriteNullPath(paths);
            }
            else
            {
                WriteObject(!string.IsNullOrWhiteSpace(path) && (IsValid ? WellFormed(path) : Exists(path)));
            }
        }
    }

    private void WriteNullPath(object? target) =>
        WriteError(new ErrorRecord(
            new ArgumentNullException("The provided Path argument was null or an empty collection."),
            "NullPathNotPermitted",
            ErrorCategory.InvalidArgument,
            target));

    private bool WellFormed(string path)
    {
        try
        {
            return SessionState.Path.IsValid(path);
        }
        catch (SessionStateException)
        {
            return false;
        }
    }

    private bool Exists(string path)
    {
        try
        {
            var literal = ParameterSetName == "LiteralPath";
            if (!(KnownFile(path, literal) ?? InvokeProvider.Item.Exists(path, true, literal))) return false;
            var narrowed = Filter is not null || Include is not null || Exclude is not null || OlderThan is not null || NewerThan is not null;
            return PathType == TestPathType.Any && !narrowed || InvokeProvider.Item.Get([path], true, literal).Any(Fits);
        }
        catch (Exception error) when (error is SessionStateException or ProviderInvocationException or PSNotSupportedException or PSArgumentException)
        {
            return false;
        }
    }

    /// <summary>A path of the file system without patterns needs no search, which takes ten times as long; else null.</summary>
    private bool? KnownFile(string path, bool literal)
    {
        if (!literal && (WildcardPattern.ContainsWildcardCharacters(path) || path.Contains('`', StringComparison.Ordinal))) return null;
        var file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == FileItems.ProviderName ? File.Exists(file) || Directory.Exists(file) : null;
    }

    private bool Fits(PSObject item)
    {
        var container = item.Properties["PSIsContainer"]?.Value is true;
        var typeFits = PathType == TestPathType.Any || container == (PathType == TestPathType.Container);
        var written = (item.BaseObject as FileSystemInfo)?.LastWriteTime;
        return typeFits
            && new NameFilter(Filter, Include, Exclude).Accepts(item.Properties["PSChildName"]?.Value as string ?? string.Empty)
            && (OlderThan is null || written < OlderThan)
            && (NewerThan is null || written > NewerThan);
    }
}
