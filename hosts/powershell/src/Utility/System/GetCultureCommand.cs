using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Culture: the session's culture, named ones, or all.</summary>
[Cmdlet(VerbsCommon.Get, "Culture", DefaultParameterSetName = "CurrentCulture")]
[OutputType(typeof(CultureInfo))]
public sealed class GetCultureCommand : PSCmdlet
{
    /// <summary>Names such as de-DE.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipeline = true)]
    public string[]? Name { get; set; }

    /// <summary>Without what the user of the machine changed.</summary>
    [Parameter(ParameterSetName = "CurrentCulture")]
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter NoUserOverrides { get; set; }

    /// <summary>Every culture.</summary>
    [Parameter(ParameterSetName = "ListAvailable")]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ListAvailable)
        {
            WriteObject(CultureInfo.GetCultures(CultureTypes.AllCultures), true);
            return;
        }

        if (Name is null)
        {
            WriteObject(Host.CurrentCulture);
            return;
        }

        foreach (var name in Name)
        {
            try
            {
                WriteObject(CultureInfo.GetCultureInfo(name));
            }
            catch (CultureNotFoundException error)
            {
                WriteError(new ErrorRecord(error, "ItemNotFoundException", ErrorCategory.ObjectNotFound, name));
            }
        }
    }
}
