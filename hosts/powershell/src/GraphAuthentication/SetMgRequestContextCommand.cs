using System;
using System.Management.Automation;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Changes how patient requests are.</summary>
[Cmdlet(VerbsCommon.Set, "MgRequestContext")]
[OutputType(typeof(GraphRequestContext))]
public sealed class SetMgRequestContextCommand : PSCmdlet
{
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ClientTimeout { get; set; }

    [Parameter]
    [ValidateRange(0, 10)]
    public int MaxRetry { get; set; }

    [Parameter]
    [ValidateRange(0, 180)]
    public int RetryDelay { get; set; }

    /// <summary>Seconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int RetriesTimeLimit { get; set; }

    protected override void ProcessRecord()
    {
        var rules = GraphSession.Current.RequestContext;
        var given = MyInvocation.BoundParameters;
        if (given.ContainsKey(nameof(ClientTimeout))) rules.ClientTimeout = ClientTimeout;
        if (given.ContainsKey(nameof(MaxRetry))) rules.MaxRetry = MaxRetry;
        if (given.ContainsKey(nameof(RetryDelay))) rules.RetryDelay = RetryDelay;
        if (given.ContainsKey(nameof(RetriesTimeLimit))) rules.RetriesTimeLimit = TimeSpan.FromSeconds(RetriesTimeLimit);
        WriteObject(rules);
    }
}
