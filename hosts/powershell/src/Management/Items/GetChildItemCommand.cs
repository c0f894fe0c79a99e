using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ChildItem: what containers hold. Files are read here, other providers through the engine.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Items")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class GetChildItemCommand : ProviderCommand
{
    /// <summary>Paths that may hold wildcards; none is the current location.</summary>
    [Parameter(Position = 0, ParameterSetName = "Items", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralItems", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Names with * and ?.</summary>
    [Parameter(Position = 1)]
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

    /// <summary>Also what lies deeper.</summary>
    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How many levels deeper; asks for -Recurse by itself.</summary>
    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    /// <summary>Also hidden items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Names, relative to the path, instead of items.</summary>
    [Parameter]
    public SwitchParameter Name { get; set; }

    /// <summary>Only files.</summary>
    [Parameter]
    [Alias("af")]
    public SwitchParameter File { get; set; }

    /// <summary>Only folders.</summary>
    [Parameter]
    [Alias("ad", "d")]
    public SwitchParameter Directory { get; set; }

    /// <summary>Only hidden items.</summary>
    [Parameter]
    [Alias("ah", "h")]
    public SwitchParameter Hidden { get; set; }

    /// <summary>Only read-only items.</summary>
    [Parameter]
    [Alias("ar")]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Only system items, which only Windows has.</summary>
    [Parameter]
    [Alias("as")]
    public SwitchParameter System { get; set; }

    /// <summary>Only items with these attributes: a comma is "or", a plus "and", an exclamation mark "not".</summary>
    [Parameter]
    public FlagsExpression<FileAttributes>? Attributes { get; set; }

    /// <summary>Goes below links to folders as well.</summary>
    [Parameter]
    public SwitchParameter FollowSymlink { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? ["."])
        {
            ForPath(path, "DirIOError", () => List(path));
        }
    }

    private bool Deep => Recurse || Depth != uint.MaxValue;

    private void List(string path)
    {
        var literal = LiteralPath is not null;
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name == FileItems.ProviderName)
        {
            new FileListing(this) { Deep = Deep }.List(path, literal);
        }
        else if (Name)
        {
            WriteObject(InvokeProvider.ChildItem.GetNames([path], ReturnContainers.ReturnAllContainers, Deep, Depth, Force, literal), true);
        }
        else
        {
            var names = new NameFilter(Filter, Include, Exclude);
            var found = InvokeProvider.ChildItem.Get([path], Deep, Depth, Force, literal);
            WriteObject(found.Where(item => names.Accepts(item.Properties["PSChildName"]?.Value as string ?? string.Empty)), true);
        }
    }

    /// <summary>Does the item pass everything but its name?</summary>
    internal bool Shows(FileSystemInfo item)
    {
        var attributes = item.Attributes;
        var hidden = (attributes & FileAttributes.Hidden) != 0;
        var asked = Hidden || AsksForHidden;
        return (!hidden || Force || asked)
            && (!Hidden || hidden)
            && (!ReadOnly || (attributes & FileAttributes.ReadOnly) != 0)
            && (!System || (attributes & FileAttributes.System) != 0)
            && (Attributes is null || Attributes.Evaluate(attributes))
            && (File == Directory || (item is DirectoryInfo) == Directory.IsPresent);
    }

    /// <summary>Does -Attributes speak of hidden items? It does when the answer depends on that attribute anywhere.</summary>
    private bool AsksForHidden =>
        Attributes is not null && Enum.GetValues<FileAttributes>().Append((FileAttributes)0).Any(others =>
            Attributes.Evaluate(others | FileAttributes.Hidden) != Attributes.Evaluate(others & ~FileAttributes.Hidden));

    /// <summary>Resolves wildcards in a path of the file system.</summary>
    internal IReadOnlyList<PSObject> Resolve(string path, bool literal) =>
        InvokeProvider.Item.Get([path], Force || Hidden || AsksForHidden, literal);

    /// <summary>A folder's own items; one that cannot be read is an error record and has none.</summary>
    internal IReadOnlyList<PSObject> Children(string folder)
    {
        IReadOnlyList<PSObject> found = [];
        ForPath(folder, "DirIOError", () => found = InvokeProvider.ChildItem.Get([folder], false, 0, true, true));
        return found;
    }
}
