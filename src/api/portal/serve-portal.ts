import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

import type { FastifyInstance, FastifyReply } from 'fastify';

import { problem } from '#kernel';

import { signInByCookie } from './session.ts';
import { type SignInRoutesOptions, portalPaths, serveSignIn } from './sign-in-routes.ts';

export interface PortalOptions extends SignInRoutesOptions {
  /** The built pages: `index.html`, and what it names in `assets`. */
  readonly folder: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from elsewhere, nothing inline, no frame around it, and no text becomes markup (Trusted Types without a policy). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const notBuilt = `<!doctype html><html lang="en"><title>Tenantry</title><h1>The portal is not built</h1>
<p>This system runs from its sources. Run <code>npm run build</code>, and load this page again.</p></html>`;

/** The portal: static pages that call the API, and the sign-in that they need. Every address of a page is the same document. */
export function servePortal(server: FastifyInstance, options: PortalOptions): void {
  signInByCookie(server, options);
  serveSignIn(server, options);
  let known: ReadonlyMap<string, Buffer> | undefined;
  // Looked for until it is there: a build may come after the start.
  const files = (): ReadonlyMap<string, Buffer> => {
    if (known !== undefined) return known;
    const read = readFiles(options.folder);
    if (read.size > 0) known = read;
    return read;
  };

  const page = (reply: FastifyReply): FastifyReply =>
    reply
      .headers({ ...headers, 'cache-control': 'no-cache' })
      .type(types['.html']!)
      .send(files().get('index.html') ?? notBuilt);

  server.get('/', (_request, reply) => reply.redirect(portalPaths.home));
  server.get('/portal', (_request, reply) => page(reply));
  server.get('/portal/*', (request, reply) => {
    const name = (request.params as { '*': string })['*'];
    if (!name.startsWith('assets/')) return page(reply);
    const content = files().get(name);
    if (content === undefined) throw problem('RouteNotFound', { path: `/portal/${name}` });
    // The name changes with the content.
    return reply
      .headers({ ...headers, 'cache-control': 'public, max-age=31536000, immutable' })
      .type(types[extname(name)] ?? 'application/octet-stream')
      .send(content);
  });
}

function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name));
    return new Map(
      names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))] as const),
    );
  } catch {
    return new Map();
  }
}
