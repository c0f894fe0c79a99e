import { createTransport } from 'nodemailer';

import { problem } from '#kernel';
import { guardedAddress, isLoopbackName } from '#outbound';

import type { AlertMessage } from '../telling.ts';
import { trusting } from './authorities.ts';
import { type AlertDestination, type MailSecrets, implicitTlsPort } from './destination.ts';
import { factsOf, headingOf } from './wording.ts';

const patience = 15_000;

/**
 * A mail over SMTP, never in the clear: TLS from the first byte on port 465, else STARTTLS, without which nothing is sent; only a
 * server of this machine may do without. The message's id is the delivery's, so that a mailbox knows what it has already.
 * Resolves with what went wrong although it was taken: to repeat it would give it once more to those who have it.
 */
export async function sendMail(
  { name, allowPrivate }: AlertDestination,
  { host, port, from, to, userName, password, certificateAuthority }: MailSecrets,
  message: AlertMessage,
): Promise<string | undefined> {
  const address = await guardedAddress(
    {
      allowPrivate,
      refuse: (refused, reason) => problem('AlertDestinationRefused', { host: refused, reason }),
    },
    host,
  );
  const isLocal = isLoopbackName(host);
  const transport = createTransport({
    // The address that was checked; its certificate is that of the name.
    host: address,
    port,
    secure: port === implicitTlsPort,
    requireTLS: port !== implicitTlsPort && !isLocal,
    tls: {
      servername: host,
      minVersion: 'TLSv1.2',
      ...trusting(certificateAuthority),
    },
    ...(userName !== undefined && password !== undefined && { auth: { user: userName, pass: password } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejected } = await transport.sendMail({
      from,
      to: [...to],
      subject: `[Tenantry] ${headingOf(message)}`,
      messageId: `<${message.id}@tenantry>`,
      headers: { 'auto-submitted': 'auto-generated' },
      text: textOf(message),
    });
    return rejected.length === 0
      ? undefined
      : `the server refused ${rejected.length} of ${to.length} receivers`;
  } catch (error) {
    throw problem('AlertNotDelivered', { name, reason: reasonOf(error) }, error);
  } finally {
    transport.close();
  }
}

interface SmtpError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
}

/** What a server answers may repeat what it was told; its code says enough. */
function reasonOf(error: unknown): string {
  const { code, originalCode, responseCode } = error as SmtpError;
  if (code === 'EAUTH') return 'the server refused user name and password';
  if (responseCode !== undefined) return `the server answered ${responseCode}`;
  if (code === 'ETLS') return 'no encrypted connection came about';
  // Of the connection below: Node.js names what it has against a certificate (CERT_HAS_EXPIRED, ERR_TLS_CERT_ALTNAME_INVALID …).
  const reason = originalCode ?? code ?? 'no answer';
  return /CERT|SIGNATURE/.test(reason)
    ? `its certificate is not accepted (${reason})`
    : `it cannot be reached (${reason})`;
}

function textOf(message: AlertMessage): string {
  const lines = factsOf(message).map(([title, value]) => `${title}: ${value}`);
  return `${message.alert.summary}\n\n${lines.join('\n')}\n`;
}
