using System;
using System.Management.Automation;
using System.Net.Mail;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Send-MailMessage: a mail over SMTP. A job reaches an SMTP server only where its network lets it.</summary>
[Cmdlet(VerbsCommunications.Send, "MailMessage")]
[Obsolete("This cmdlet does not guarantee secure connections to SMTP servers. While there is no immediate replacement available in PowerShell, we recommend you do not use Send-MailMessage at this time. See https://aka.ms/SendMailMessage for more information.")]
public sealed class SendMailMessageCommand : PSCmdlet
{
    /// <summary>To whom.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[] To { get; set; } = [];

    /// <summary>What about.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("sub")]
    public string? Subject { get; set; }

    /// <summary>The text.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? Body { get; set; }

    /// <summary>The server; by default that of $PSEmailServer.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    public string? SmtpServer { get; set; }

    /// <summary>By whom.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string From { get; set; } = string.Empty;

    /// <summary>Files that go with it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("PsPath")]
    public string[] Attachments { get; set; } = [];

    /// <summary>Copies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Cc { get; set; } = [];

    /// <summary>Copies that the others do not see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Bcc { get; set; } = [];

    /// <summary>Where answers go.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] ReplyTo { get; set; } = [];

    /// <summary>The text is HTML.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BAH")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>How text becomes bytes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BE")]
    [EncodingArgument]
    public Encoding Encoding { get; set; } = Encoding.ASCII;

    /// <summary>When the sender is told.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DNO")]
    public DeliveryNotificationOptions DeliveryNotificationOption { get; set; }

    /// <summary>How urgent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public MailPriority Priority { get; set; }

    /// <summary>Who sends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Over TLS.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter UseSsl { get; set; }

    /// <summary>The server's port; 25 by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    public int Port { get; set; }

    private readonly System.Collections.Generic.List<string> files = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Attachments) files.Add(GetUnresolvedProviderPathFromPSPath(file));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var server = SmtpServer ?? GetVariableValue("PSEmailServer") as string;
        if (string.IsNullOrEmpty(server))
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException("The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or the $PSEmailServer variable."),
                "HostNotSpecified",
                ErrorCategory.InvalidArgument,
                null));
        }

        try
        {
            using var mail = Mail();
            using var client = new SmtpClient(server, Port > 0 ? Port : 25) { EnableSsl = UseSsl };
            if (Credential is not null) client.Credentials = Credential.GetNetworkCredential();
            client.Send(mail);
        }
        catch (SmtpException error)
        {
            WriteError(new ErrorRecord(error.InnerException ?? error, "SmtpException", ErrorCategory.InvalidOperation, server));
        }
        catch (FormatException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "FormatException", ErrorCategory.InvalidType, null));
        }
    }

    private MailMessage Mail()
    {
        var mail = new MailMessage
        {
            From = new MailAddress(From),
            Subject = Subject,
            Body = Body,
            IsBodyHtml = BodyAsHtml,
            BodyEncoding = Encoding,
            SubjectEncoding = Encoding,
            Priority = Priority,
            DeliveryNotificationOptions = DeliveryNotificationOption,
        };
        foreach (var address in To) mail.To.Add(address);
        foreach (var address in Cc) mail.CC.Add(address);
        foreach (var address in Bcc) mail.Bcc.Add(address);
        foreach (var address in ReplyTo) mail.ReplyToList.Add(address);
        foreach (var file in files) mail.Attachments.Add(new Attachment(file));
        return mail;
    }
}
