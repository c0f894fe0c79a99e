using System.Management.Automation;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Nothing of a job's sign-in is ever saved, so both forms only report that.</summary>
public abstract class AzContextAutosaveCommand : AzCmdlet
{
    [Parameter]
    [ValidateSet("Process", "CurrentUser")]
    public string Scope { get; set; } = "CurrentUser";

    /// <summary>Silent, like the original with `-Scope Process`.</summary>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("Autosave settings for the current session", GetType().Name) || Scope == "Process") return;
        var settings = new PSObject();
        settings.TypeNames.Insert(0, "Microsoft.Azure.Commands.Common.Authentication.ContextAutosaveSettings");
        foreach (var (name, value) in new[] { ("Mode", "Process"), ("ContextDirectory", (string?)null), ("ContextFile", null), ("CacheDirectory", null), ("CacheFile", null) })
            settings.Properties.Add(new PSNoteProperty(name, value));
        WriteObject(settings);
    }
}
