using System.IO;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Clear-Content: keeps the item, takes its content away.</summary>
[Cmdlet(VerbsCommon.Clear, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearContentCommand : ContentCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var targets = new ContentTargets(this, new NameFilter(Filter, Include, Exclude), IsLiteral);
        foreach (var path in Paths)
        {
            ForPath(path, "ClearContentIOError", () =>
            {
                foreach (var target in targets.Existing(path))
                {
                    // The provider asks ShouldProcess of this cmdlet.
                    InvokeProvider.Content.Clear([target.PSPath], Force, true);
                }
            });
        }
    }
}
