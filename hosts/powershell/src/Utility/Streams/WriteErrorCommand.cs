using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Write-Error: a non-terminating error that blames the script or function that calls it, not Write-Error.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = NoException)]
public sealed class WriteErrorCommand : PSCmdlet
{
    private const string NoException = "NoException";
    private const string WithException = "WithException";
    private const string AsErrorRecord = "ErrorRecord";

    [Parameter(Mandatory = true, ParameterSetName = WithException)]
    public Exception? Exception { get; set; }

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = NoException, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = WithException)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = AsErrorRecord)]
    public ErrorRecord? ErrorRecord { get; set; }

    [Parameter(ParameterSetName = NoException)]
    [Parameter(ParameterSetName = WithException)]
    public ErrorCategory Category { get; set; } = ErrorCategory.NotSpecified;

    [Parameter(ParameterSetName = NoException)]
    [Parameter(ParameterSetName = WithException)]
    public string ErrorId { get; set; } = string.Empty;

    [Parameter(ParameterSetName = NoException)]
    [Parameter(ParameterSetName = WithException)]
    public object? TargetObject { get; set; }

    [Parameter]
    public string RecommendedAction { get; set; } = string.Empty;

    [Parameter]
    [Alias("Activity")]
    public string CategoryActivity { get; set; } = string.Empty;

    [Parameter]
    [Alias("Reason")]
    public string CategoryReason { get; set; } = string.Empty;

    [Parameter]
    [Alias("TargetName")]
    public string CategoryTargetName { get; set; } = string.Empty;

    [Parameter]
    [Alias("TargetType")]
    public string CategoryTargetType { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        var record = ErrorRecord is null ? Made() : new ErrorRecord(ErrorRecord, null);
        if (RecommendedAction.Length > 0)
        {
            record.ErrorDetails ??= new ErrorDetails(record.Exception.Message);
            record.ErrorDetails.RecommendedAction = RecommendedAction;
        }

        record.CategoryInfo.Activity = CategoryActivity.Length > 0 ? CategoryActivity : "Write-Error";
        Set(CategoryReason, value => record.CategoryInfo.Reason = value);
        Set(CategoryTargetName, value => record.CategoryInfo.TargetName = value);
        Set(CategoryTargetType, value => record.CategoryInfo.TargetType = value);

        if (GetVariableValue("MyInvocation") is InvocationInfo caller)
        {
            SetInvocationInfo(record, caller);
            SetPreserveInvocationInfoOnce(record, true);
        }

        WriteError(record);
    }

    private ErrorRecord Made()
    {
        var exception = Exception ?? new WriteErrorException(Message ?? string.Empty);
        var id = ErrorId.Length > 0 ? ErrorId : exception.GetType().FullName!;
        var record = new ErrorRecord(exception, id, Category, TargetObject);
        if (Exception is not null && !string.IsNullOrEmpty(Message))
        {
            record.ErrorDetails = new ErrorDetails(Message);
        }

        return record;
    }

    private static void Set(string text, Action<string> assign)
    {
        if (text.Length > 0)
        {
            assign(text);
        }
    }

    // The engine has no public way to say "this error belongs to my caller"; its own Write-Error uses these two.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetInvocationInfo")]
    private static extern void SetInvocationInfo(ErrorRecord record, InvocationInfo invocation);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreserveInvocationInfoOnce")]
    private static extern void SetPreserveInvocationInfoOnce(ErrorRecord record, bool value);
}
