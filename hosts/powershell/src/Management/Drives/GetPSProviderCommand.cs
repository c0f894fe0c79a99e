using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-PSProvider: what can be reached by paths.</summary>
[Cmdlet(VerbsCommon.Get, "PSProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetPSProviderCommand : ProviderCommand
{
    /// <summary>The names.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (PSProvider is null) WriteObject(SessionState.Provider.GetAll(), true);
        foreach (var name in PSProvider ?? [])
        {
            ForPath(name, "GetPSProviderIOError", () => WriteObject(SessionState.Provider.Get(name), true));
        }
    }
}
