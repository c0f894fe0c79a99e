import { isIP } from 'node:net';

import { problem } from '#kernel';
import { isLoopbackName } from '#outbound';

export const destinationKinds = ['webhook', 'teams', 'mail'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

export interface AlertDestination {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: DestinationKind;
  /** What may be shown of where it leads. */
  readonly shown: Readonly<Record<string, string | number | readonly string[]>>;
  /** Whether it may be within the network that the control plane is in. */
  readonly allowPrivate: boolean;
  readonly isEnabled: boolean;
  /** Why the last delivery failed; null when it did not. */
  readonly error: string | null;
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface DestinationInput {
  readonly kind: string;
  /** Of `webhook` and `teams`: `https://…`. Whoever knows it may post to it: it is sealed. */
  readonly url?: string | undefined;
  /** Of `mail`. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly userName?: string | undefined;
  readonly password?: string | undefined;
  /** PEM: an authority that its certificate may be of, beside the public ones. */
  readonly certificateAuthority?: string | undefined;
  readonly allowPrivate?: boolean | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** What is sealed of a destination. */
export type DestinationSecrets = HttpSecrets | MailSecrets;

export interface HttpSecrets {
  readonly url: string;
  /** What calls of a webhook are signed with. */
  readonly secret?: string | undefined;
  readonly certificateAuthority?: string | undefined;
}

export interface MailSecrets {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly userName?: string | undefined;
  readonly password?: string | undefined;
  readonly certificateAuthority?: string | undefined;
}

export const destinationColumns = `
  id, account_id as "accountId", name, kind, shown, allow_private as "allowPrivate", is_enabled as "isEnabled", error,
  delivered_at as "deliveredAt", created_at as "createdAt", modified_at as "modifiedAt"`;

export function destinationBinding(id: string): string {
  return `alert-destination:${id}`;
}

/** RFC 6409: where mail is submitted; 465 speaks TLS from the first byte (RFC 8314). */
const submissionPort = 587;
export const implicitTlsPort = 465;
const [mostReceivers, longestText] = [50, 2_048] as const;
/** No more than that it is one address: no name, no list, no line break. */
const mailbox = /^[^\s<>",;:@]{1,64}@[^\s<>",;:@]{1,253}$/;

function invalid(detail: string): Error {
  return problem('AlertDestinationInvalid', { detail });
}

/** What is sealed and what is shown of the input. @throws AlertDestinationInvalid */
export function checkedDestination(input: DestinationInput): {
  readonly kind: DestinationKind;
  readonly secrets: DestinationSecrets;
  readonly shown: AlertDestination['shown'];
} {
  const kind = destinationKinds.find((each) => each === input.kind);
  if (kind === undefined) throw invalid(`its kind is one of ${destinationKinds.join(', ')}`);
  const { certificateAuthority } = input;
  if (certificateAuthority !== undefined && !certificateAuthority.includes('-----BEGIN CERTIFICATE-----'))
    throw invalid('its certificate authority is no PEM');
  if (kind === 'mail') {
    const mail = checkedMail(input);
    const { host, port, from, to, userName } = mail;
    return {
      kind,
      secrets: { ...mail, certificateAuthority },
      shown: { host, port, from, to, ...(userName !== undefined && { userName }) },
    };
  }
  const url = checkedUrl(input.url ?? '');
  return { kind, secrets: { url: url.href, certificateAuthority }, shown: { host: url.host } };
}

function checkedUrl(text: string): URL {
  const url = text.length > longestText ? null : URL.parse(text);
  const isOk = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackName(url.hostname));
  if (url === null || !isOk) throw invalid('its url is no https address');
  if (url.username !== '' || url.password !== '') throw invalid('its url names a user');
  return url;
}

function checkedMail(input: DestinationInput): MailSecrets {
  const { host = '', port = submissionPort, from = '', to = [], userName, password } = input;
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 0 && !/^[\w-]+(?:\.[\w-]+)*$/.test(bare)) throw invalid('its host is no name');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('its port is no port');
  if (!mailbox.test(from)) throw invalid("its 'from' is no mail address");
  if (to.length === 0 || to.length > mostReceivers || !to.every((each) => mailbox.test(each)))
    throw invalid(`its 'to' has from one to ${mostReceivers} mail addresses`);
  if ((userName === undefined) !== (password === undefined))
    throw invalid('it needs both a user name and a password, or neither');
  return { host: bare, port, from, to, userName, password };
}
