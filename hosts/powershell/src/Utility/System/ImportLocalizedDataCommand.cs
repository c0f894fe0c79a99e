using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Import-LocalizedData: the texts of a .psd1 in the folder of the session's language beside the script, or in the
/// nearest wider language, or beside the script itself.
/// </summary>
[Cmdlet(VerbsData.Import, "LocalizedData")]
public sealed class ImportLocalizedDataCommand : PSCmdlet
{
    /// <summary>The variable that gets the texts; without it they are sent on.</summary>
    [Parameter(Position = 0)]
    [Alias("Variable")]
    public string? BindingVariable { get; set; }

    /// <summary>The language.</summary>
    [Parameter(Position = 1)]
    public string? UICulture { get; set; }

    /// <summary>Where the languages' folders are; by default the script's own.</summary>
    [Parameter]
    public string? BaseDirectory { get; set; }

    /// <summary>The file's name; by default the script's with .psd1.</summary>
    [Parameter]
    public string? FileName { get; set; }

    /// <summary>Kept for scripts that ask for it: only data is read here.</summary>
    [Parameter]
    public string[] SupportedCommand { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var script = MyInvocation.ScriptName;
        var folder = BaseDirectory is null ? Path.GetDirectoryName(script) : GetUnresolvedProviderPathFromPSPath(BaseDirectory);
        var name = Path.ChangeExtension(FileName ?? Path.GetFileName(script), ".psd1");
        if (string.IsNullOrEmpty(folder) || name is null or ".psd1")
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException("There is no script file beside which the texts lie: name -BaseDirectory and -FileName."),
                "CannotFindPsd1File",
                ErrorCategory.ObjectNotFound,
                name));
            return;
        }

        var file = Languages().Select(language => Path.Combine(folder, language, name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            WriteError(new ErrorRecord(
                new PSInvalidOperationException($"Cannot find the Windows PowerShell data file '{name}' in directory '{folder}' or in any parent culture directories."),
                "ImportLocalizedData",
                ErrorCategory.ObjectNotFound,
                Path.Combine(folder, name)));
            return;
        }

        Give(DataFile.Read(file));
    }

    private void Give(Hashtable texts)
    {
        if (BindingVariable is null) WriteObject(texts);
        else SessionState.PSVariable.Set(BindingVariable, texts);
    }

    private IEnumerable<string> Languages()
    {
        // By names alone: the machine need not know the language.
        var language = UICulture ?? Host.CurrentUICulture.Name;
        for (; language.Length > 0; language = language[..Math.Max(language.LastIndexOf('-'), 0)]) yield return language;
        yield return string.Empty;
    }
}
