using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using Tenantry.PowerShell.Engine.Jobs;
using Tenantry.PowerShell.Engine.Json;
using Tenantry.PowerShell.Engine.Streams;

namespace Tenantry.PowerShell.Automation;

/// <summary>
/// Start-AutomationRunbook: starts a runbook of the account as a job of its own, on the same tenant and under the account's
/// identity. An attempt of this job that is repeated finds the job that an earlier one started, by runbook and parameters.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "AutomationRunbook")]
[OutputType(typeof(Guid))]
public sealed class StartAutomationRunbookCommand : JobCommand
{
    /// <summary>The runbook's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Values by parameter.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public IDictionary? Parameters { get; set; }

    /// <summary>A hybrid worker group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("HybridWorker")]
    public string? RunOn { get; set; }

    /// <summary>The job's name, where the script chooses it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Guid JobId { get; set; }

    /// <inheritdoc/>
    protected override void Process(ChildJobs children)
    {
        string? name = JobId == Guid.Empty ? null : JobId.ToString();
        string id = children.Start(Name, Texts(Parameters), string.IsNullOrEmpty(RunOn) ? null : RunOn, name);
        WriteObject(Guid.TryParse(id, out Guid guid) ? guid : id);
    }

    /// <summary>As Azure passes parameters: texts as they are, everything else as JSON.</summary>
    private JsonObject Texts(IDictionary? parameters)
    {
        var texts = new JsonObject();
        if (parameters is null) return texts;
        foreach (DictionaryEntry each in parameters)
        {
            string name = Convert.ToString(each.Key, CultureInfo.InvariantCulture) ?? "";
            texts[name] = Text(each.Value, name);
        }
        return texts;
    }

    private string Text(object? value, string name)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case string text:
                return text;
            case SwitchParameter flag:
                return flag ? "true" : "false";
            case Guid or Uri or Version or TimeSpan or char or Enum:
                return Convert.ToString(inner, CultureInfo.InvariantCulture) ?? "";
            case DateTime date:
                return date.ToString("o", CultureInfo.InvariantCulture);
            case SecureString or PSCredential:
                throw Fault(new ArgumentException($"Parameter '{name}' is a secret, which the record of the job would show. Keep it in a credential of the account, and give its name."), name);
        }
        try
        {
            return JsonWriter.Write(JsonValues.Kept(value, $"Parameter '{name}'"));
        }
        catch (ArgumentException fault)
        {
            throw Fault(fault, name);
        }
    }

    private Exception Fault(ArgumentException fault, string name)
    {
        ThrowTerminatingError(new ErrorRecord(fault, "ParameterNotJson", ErrorCategory.InvalidArgument, name));
        return fault;
    }
}
