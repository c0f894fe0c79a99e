/**
 * How a worker of another machine comes to its certificate. Joining is the one call without one: it is made once, with a token,
 * over TLS whose authority the token pins. All else of the link is over mutual TLS.
 */
import { z } from 'zod';

const text = z.string().min(1).max(256);
const csr = z.string().min(1).max(10_000);

/** `site=berlin`: what jobs may ask of a worker, beside its group. In lower case; no comma, bracket or equals sign. */
export const tagName = /^[a-z0-9][\w.-]{0,62}$/i;
export const tagValue = /^[^\s,=[\]](?:[^\p{Cc},=[\]]{0,126}[^\s,=[\]])?$/u;
export const mostTags = 20;

export const workerTags = z
  .record(z.string().regex(tagName), z.string().regex(tagValue))
  .refine((tags) => Object.keys(tags).length <= mostTags, `a worker has ${mostTags} tags at most`)
  .transform((tags) =>
    Object.fromEntries(Object.entries(tags).map((pair) => pair.map((part) => part.toLowerCase()))),
  );

export const machine = z.object({
  name: text,
  operatingSystem: text,
  version: text,
  tags: workerTags.optional(),
});

export const joinRequest = z.object({ token: z.string().min(1).max(256), group: text, csr, machine });

export const joinAnswer = z.object({
  worker: z.object({ id: z.guid(), group: z.string(), name: z.string() }),
  account: z.object({ subscriptionId: z.string(), resourceGroup: z.string(), name: z.string() }),
  /** PEM. */
  certificate: z.string(),
  /** Tenantry's own API, to which jobs are led that call Azure's resource manager. */
  managementOrigin: z.string().optional(),
});

export const renewRequest = z.object({ csr });
export const renewAnswer = z.object({ certificate: z.string() });

export const joinPaths = {
  join: '/link/v1/join', // POST joinRequest → joinAnswer, without a certificate
  renew: '/link/v1/renew', // POST renewRequest → renewAnswer
} as const;

export type JoinRequest = z.input<typeof joinRequest>;
export type JoinAnswer = z.infer<typeof joinAnswer>;

/** A join token as people carry it: the secret, and the fingerprint of the authority that signed the control plane's certificate. */
export function joinTokenText(secret: string, fingerprint: string): string {
  return `${secret}.${fingerprint}`;
}

/** Its parts; the fingerprint is undefined where it was left out. */
export function joinTokenParts(token: string): {
  readonly secret: string;
  readonly fingerprint: string | undefined;
} {
  const [secret = '', fingerprint] = token.trim().split('.');
  return { secret, fingerprint };
}
