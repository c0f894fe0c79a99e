import { createTransport } from 'nodemailer';

import { problem } from '#kernel';
import { guardedAddress, isLoopbackName } from '#outbound';

import type { AlertMessage } from '../telling.ts';
import { type AlertDestination, type MailSecrets, implicitTlsPort } from './destination.ts';
import { factsOf, headingOf } from './wording.ts';

const patience = 15_000;

/**
 * A mail over SMTP, never in the clear: TLS from the first byte on port 465, else STARTTLS, without which nothing is sent; only a
 * server of this machine may do without. The message's id is the delivery's, so that a mailbox knows what it has already.
 */
export async function sendMail(
  { name, allowPrivate }: AlertDestination,
  { host, port, from, to, userName, password, certificateAuthority }: MailSecrets,
  message: AlertMessage,
): Promise<void> {
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
      ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    },
    ...(userName !== undefined && password !== undefined && { auth: { user: userName, pass: password } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject: `[Tenantry] ${headingOf(message)}`,
      messageId: `<${message.id}@tenantry>`,
      headers: { 'auto-submitted': 'auto-generated' },
      text: textOf(message),
    });
  } catch (error) {
    throw problem('AlertNotDelivered', { name, reason: reasonOf(error) }, error);
  } finally {
    transport.close();
  }
}

/** What a server answers may repeat what it was told; its code says enough. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  if (code === 'EAUTH') return 'the server refused user name and password';
  if (responseCode !== undefined) return `the server answered ${responseCode}`;
  if (code === 'ETLS') return 'no encrypted connection came about';
  return `it cannot be reached (${code ?? 'no answer'})`;
}

function textOf(message: AlertMessage): string {
  const lines = factsOf(message).map(([title, value]) => `${title}: ${value}`);
  return `${message.alert.summary}\n\n${lines.join('\n')}\n`;
}
