import { problem } from '#kernel';

import type { Address } from './address.ts';
import type { EntraContext } from './entra-context.ts';
import type { SignInTrace } from './sign-in-log.ts';
import type { TokenContext } from './tokens/access-token.ts';

export interface TokenRequest {
  /** From the URL: the tenant's id, one of its domains, or a shared address. */
  readonly tenant: string;
  readonly version: 'v1' | 'v2';
  /** Names in lower case. */
  readonly form: URLSearchParams;
  /** `https://login.microsoftonline.com`, as the client addressed it. */
  readonly origin: string;
  /** `Authorization`, when the client proves itself there. */
  readonly authorization?: string | undefined;
  /** `Origin`, which browsers send with what a page's script asks. */
  readonly crossOrigin?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** A request on its way through a grant. */
export interface Granting {
  readonly entra: EntraContext;
  readonly request: TokenRequest;
  readonly address: Address;
  readonly trace: SignInTrace;
}

export interface Granted {
  readonly body: Readonly<Record<string, unknown>>;
}

export type Grant = (granting: Granting) => Promise<Granted>;

export function demandParameter(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter);
  if (value === null || value === '') throw problem('EntraParameterMissing', { parameter });
  return value;
}

export function tokenContext({ entra, request, address }: Granting): TokenContext {
  const { state, clock, key } = entra;
  return {
    state,
    clock,
    key,
    origin: request.origin,
    tenantId: address.tenantId,
    ipAddress: request.ipAddress,
  };
}
