using System;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Credential: hands on a credential that exists. Asking a person for one is not possible in a job.</summary>
[Cmdlet(VerbsCommon.Get, "Credential", DefaultParameterSetName = "CredentialSet")]
[OutputType(typeof(PSCredential))]
public sealed class GetCredentialCommand : PSCmdlet
{
    /// <summary>A credential. A user's name alone would need a person to type the password.</summary>
    [Parameter(Position = 0, ParameterSetName = "CredentialSet")]
    [ValidateNotNull]
    public object? Credential { get; set; }

    /// <summary>What the person would be told.</summary>
    [Parameter(ParameterSetName = "MessageSet")]
    public string? Message { get; set; }

    /// <summary>The user's name in the question.</summary>
    [Parameter(Position = 0, ParameterSetName = "MessageSet")]
    public string? UserName { get; set; }

    /// <summary>The question's title.</summary>
    [Parameter(ParameterSetName = "MessageSet")]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if ((Credential is PSObject wrapped ? wrapped.BaseObject : Credential) is PSCredential credential)
        {
            WriteObject(credential);
            return;
        }

        ThrowTerminatingError(new ErrorRecord(
            new InvalidOperationException(
                "A job has nobody in front of it who could type a password. Use Get-AutomationPSCredential -Name <asset>, "
                + "or [pscredential]::new($user, (ConvertTo-SecureString $text -AsPlainText -Force))."),
            "CredentialPromptNotPossible",
            ErrorCategory.InvalidOperation,
            null));
    }
}
