using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Set-Content and Add-Content share: the files stay open while objects come down the pipeline.</summary>
public abstract class WriteContentCommand : ContentCommand, IDisposable
{
    private List<Stream>? files;
    private List<IContentWriter>? others;
    private bool pathsComeWithObjects;

    /// <summary>What is written; each object on a line of its own.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Value { get; set; }

    /// <summary>No line end after each object.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>How text becomes bytes.</summary>
    [Parameter]
    [EncodingArgument]
    [ArgumentCompletions("ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf7", "utf8", "utf8BOM", "utf8NoBOM", "utf32")]
    public Encoding? Encoding { get; set; }

    /// <summary>The values are bytes.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Gives what was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Does the cmdlet keep what is there already?</summary>
    protected abstract bool Appends { get; }

    /// <summary>The action in -WhatIf's words.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => pathsComeWithObjects = Paths.Length == 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (files is null || pathsComeWithObjects) Open();
        foreach (var value in Value ?? [])
        {
            var bytes = AsByteStream ? Bytes(value) : null;
            foreach (var file in files!) Write(file, value, bytes);
            foreach (var writer in others!) writer.Write(new ArrayList { value is PSObject wrapped ? wrapped.BaseObject : value });
            if (PassThru) WriteObject(value);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        files?.ForEach(file => file.Dispose());
        others?.ForEach(writer =>
        {
            writer.Close();
            writer.Dispose();
        });
        files = null;
        others = null;
        GC.SuppressFinalize(this);
    }

    private void Open()
    {
        Dispose();
        files = [];
        others = [];
        var targets = new ContentTargets(this, new NameFilter(Filter, Include, Exclude), IsLiteral);
        foreach (var path in Paths)
        {
            ForPath(path, "GetContentWriterIOError", () =>
            {
                foreach (var target in targets.ExistingOrNew(path))
                {
                    if (ShouldProcess($"Path: {target.FullPath}", Action)) Open(target);
                }
            });
        }
    }

    private void Open(ContentTarget target)
    {
        if (!target.IsFile)
        {
            if (!Appends && InvokeProvider.Item.Exists(target.PSPath, true, true)) InvokeProvider.Content.Clear([target.PSPath], Force, true);
            others!.AddRange(InvokeProvider.Content.GetWriter([target.PSPath], Force, true));
            return;
        }

        if (Force && File.Exists(target.FullPath)) new FileInfo(target.FullPath).IsReadOnly = false;
        // A file that something still reads is not cut short under its eyes: .NET's lock on it is asked for and let go.
        if (!Appends) using (File.Open(target.FullPath, FileMode.Create, FileAccess.Write, FileShare.None)) { }
        Encoding ??= Appends ? TextFile.EncodingOf(target.FullPath) : new UTF8Encoding(false);
        files!.Add(new FileStream(target.FullPath, Appends ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.ReadWrite));
        if (files[^1].Position == 0 && !AsByteStream) files[^1].Write(Encoding.GetPreamble());
    }

    private void Write(Stream file, object? value, byte[]? bytes)
    {
        if (bytes is not null)
        {
            file.Write(bytes);
            return;
        }

        var text = LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty;
        file.Write(Encoding!.GetBytes(NoNewline ? text : text + Environment.NewLine));
    }

    private static byte[] Bytes(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => [],
        byte[] many => many,
        byte one => [one],
        object[] mixed => mixed.SelectMany(Bytes).ToArray(),
        _ => throw new PSArgumentException("Cannot proceed with byte encoding. When using byte encoding the content must be of type byte."),
    };
}
