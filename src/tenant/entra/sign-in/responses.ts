import { type TenantryError, newId } from '#kernel';

import type { EntraContext } from '../entra-context.ts';
import { errorBody } from '../entra-error.ts';
import type { ReturnAddress } from './authorize-request.ts';
import { type Html } from './html.ts';
import { errorPage, formPostPage, submitScript } from './pages.ts';
import type { WebAnswer, WebRequest } from './web.ts';

export function show(page: Html, formTargets: readonly string[] = [], status = 200): WebAnswer {
  return { status, page, formTargets };
}

/** Takes the browser back to the application, in the way that it asked for. */
export function goBack(
  { redirectUri, responseMode, state }: ReturnAddress,
  values: Readonly<Record<string, string | undefined>>,
): WebAnswer {
  const fields = Object.fromEntries(
    Object.entries({ ...values, state }).filter((each): each is [string, string] => each[1] !== undefined),
  );
  if (responseMode === 'form_post') {
    return {
      status: 200,
      page: formPostPage(redirectUri, fields),
      formTargets: [redirectUri],
      script: submitScript,
    };
  }
  return { status: 302, location: withParameters(redirectUri, fields, responseMode) };
}

/** Written by hand where `URL` would change an address that is to stay as registered. */
export function withParameters(
  address: string,
  fields: Readonly<Record<string, string>>,
  mode: 'query' | 'fragment',
): string {
  const text = new URLSearchParams(fields).toString();
  if (mode === 'fragment') return `${address.split('#')[0]}#${text}`;
  return `${address}${address.includes('?') ? '&' : '?'}${text}`;
}

export function goBackWith(
  entra: EntraContext,
  web: WebRequest,
  back: ReturnAddress,
  error: TenantryError,
): WebAnswer {
  const body = errorBody(error, { clock: entra.clock, origin: web.origin, correlationId: web.correlationId });
  return goBack(back, {
    error: body.error,
    ...(error.code === 'EntraConsentDeclined' && { error_subcode: 'cancel' }),
    error_description: body.error_description,
    error_uri: body.error_uri,
  });
}

export function showError(entra: EntraContext, web: WebRequest, error: TenantryError): WebAnswer {
  const body = errorBody(error, { clock: entra.clock, origin: web.origin, correlationId: web.correlationId });
  return show(errorPage(body.error_description), [], error.status);
}

/** Changes when the browser's session does; opaque to the application. */
export function sessionState(): string {
  return newId();
}
