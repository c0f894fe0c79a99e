import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';

const invalid = (property: string): Error =>
  problem('GraphPropertyInvalid', { property, type: 'Application' });

/**
 * Which addresses an application may be known by. Source: learn.microsoft.com/entra/identity-platform
 * (reference-app-manifest#identifieruris-attribute and the restrictions of identifier URIs): `api://` with the id of the
 * application or the tenant, or a host that the tenant has verified. Where the application takes version 2 tokens any
 * will do: MicrosoftDocs/azure-docs #82762.
 */
export function demandIdentifierUris(
  context: Context,
  uris: readonly string[],
  application: { readonly id: string; readonly appId: string; readonly tokenVersion: unknown },
): void {
  if (new Set(uris).size < uris.length) throw problem('GraphDuplicateValues');
  const tenant = context.state.setting('tenant-id') ?? '';
  for (const uri of uris) {
    if (uri.length > 255 || uri.endsWith('/') || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri))
      throw invalid('identifierUris');
    if (isTaken(context, uri, application.id))
      throw problem('GraphDuplicate', { property: 'identifierUris' });
    const named = uri
      .toLowerCase()
      .split(/[/:]+/)
      .some(
        (part) =>
          part === application.appId.toLowerCase() || (tenant !== '' && part === tenant.toLowerCase()),
      );
    const free = named || application.tokenVersion === 2 || onVerifiedDomain(context, uri);
    if (!free) throw problem('GraphIdentifierUriHost', { uri });
  }
}

function onVerifiedDomain(context: Context, uri: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/:]+)/i.exec(uri)?.[1]?.toLowerCase();
  if (host === undefined) return false;
  return context.state
    .all('domain')
    .some(({ id, isVerified }) => isVerified === true && (host === id || host.endsWith(`.${id}`)));
}

function isTaken(context: Context, uri: string, application: string): boolean {
  const like = `%${JSON.stringify(uri).replaceAll(/[\\%_]/g, '\\$&')}%`;
  return context.state
    .select(`select id from e_application where "identifierUris" like ? escape '\\'`, [like])
    .some(({ id }) => id !== application);
}

/** Source: learn.microsoft.com/entra/identity-platform/reply-url. */
const mostRedirects = 256;

export function demandRedirects(platform: 'web' | 'spa' | 'publicClient', value: unknown): void {
  const uris = (value as { redirectUris?: unknown } | null | undefined)?.redirectUris ?? [];
  if (!Array.isArray(uris) || uris.length > mostRedirects) throw invalid('redirectUris');
  for (const uri of uris) {
    if (typeof uri !== 'string' || uri.length > 256 || uri.includes('*') === true)
      throw invalid('redirectUris');
    const local = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/i.test(uri);
    const secure = /^https:\/\/[^/\s]+/i.test(uri);
    // A public client may be called back by a scheme of its own.
    const custom = platform === 'publicClient' && /^[a-z][a-z0-9+.-]*:/i.test(uri) && !/^http:/i.test(uri);
    if (!local && !secure && !custom) throw invalid('redirectUris');
  }
}
