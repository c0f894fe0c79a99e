import { rowsOf } from '../rows.ts';

const send = `Send-MailMessage -SmtpServer 127.0.0.1 -Port $env:ROW_MAIL -WarningAction SilentlyContinue 3>$null`;
const told = `$c = [Net.Sockets.TcpClient]::new('127.0.0.1', $env:ROW_MAIL); $b = [Text.Encoding]::ASCII.GetBytes("MAILS\`r\`n"); $c.GetStream().Write($b, 0, $b.Length); $m = [IO.StreamReader]::new($c.GetStream()).ReadToEnd(); `;

export const rows = rowsOf('Send-MailMessage', [
  [
    'sender, receivers, subject and text',
    `${send} -From a@x.test -To b@x.test, c@x.test -Subject Hello -Body 'the text'; ${told} $m -match 'FROM:<a@x.test>'; ([regex]'RCPT TO').Matches($m).Count; $m -match '(?m)^Subject: Hello'; $m -match 'the text'`,
    'True\n2\nTrue\nTrue',
  ],
  [
    '-Cc, -Bcc, -ReplyTo, -Priority',
    `${send} -From a@x.test -To b@x.test -Cc c@x.test -Bcc d@x.test -ReplyTo r@x.test -Priority High -Subject s -Body t; ${told} ([regex]'RCPT TO').Matches($m).Count; $m -match '(?m)^Cc: c@x.test'; $m -match '(?m)^Bcc:'; $m -match '(?m)^Reply-To: r@x.test'; $m -match '(?mi)^X-Priority: 1'`,
    '3\nTrue\nFalse\nTrue\nTrue',
  ],
  [
    '-BodyAsHtml -Encoding',
    `${send} -From a@x.test -To b@x.test -Subject s -Body '<b>hi</b>' -BodyAsHtml -Encoding utf8; ${told} $m -match '(?mi)^Content-Type: text/html; charset=utf-8'`,
    'True',
  ],
  [
    '-Attachments',
    `Set-Content f.txt x; ${send} -From a@x.test -To b@x.test -Subject s -Body t -Attachments f.txt; ${told} $m -match 'name=f.txt'`,
    'True',
  ],
  [
    'without a server',
    `try { Send-MailMessage -From a@x.test -To b@x.test -Subject s -WarningAction SilentlyContinue } catch { $_.FullyQualifiedErrorId }`,
    'HostNotSpecified,Microsoft.PowerShell.Commands.SendMailMessageCommand',
    'an installed pwsh reports an error that does not end the statement',
  ],
  [
    'warns that it is obsolete',
    `(${send.replace('-WarningAction SilentlyContinue 3>$null', '')} -From a@x.test -To b@x.test -Subject s -Body t 3>&1) -match 'obsolete' | ForEach-Object { 'warned' }`,
    'warned',
  ],
]);
