import { createHash } from 'node:crypto';

import { Html, markup } from './html.ts';

/** Plain and readable: no script, no picture, nothing from elsewhere. Colours have a contrast of 7:1 and more. */
const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; place-items: center; min-height: 100vh; background: #f3f4f6; color: #111827; }
main { box-sizing: border-box; width: min(28rem, 100vw); padding: 2rem; background: #fff; border: 1px solid #d1d5db; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label, legend { display: block; font-weight: 600; margin-top: 1rem; }
input[type="text"], input[type="password"] { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #6b7280; }
label.choice { font-weight: 400; }
button { margin: 1.25rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; border: 1px solid #1e3a8a; background: #fff; color: #1e3a8a; cursor: pointer; }
button.main { background: #1e3a8a; color: #fff; }
:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
.error { border-left: 4px solid #991b1b; padding-left: .75rem; color: #7f1d1d; }
.note { color: #374151; font-size: .875rem; }
dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { background: #111827; color: #f9fafb; } main { background: #1f2937; border-color: #4b5563; }
  button { border-color: #bfdbfe; background: #1f2937; color: #bfdbfe; } button.main { background: #bfdbfe; color: #111827; }
  .error { color: #fecaca; border-color: #fecaca; } .note { color: #d1d5db; }
}`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const styleHash = hashOf(style);

export function layout(title: string, content: Html, script?: string): Html {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
${script !== undefined && markup`<script>${new Html(script)}</script>`}
</body>
</html>
`;
}

/** Browsers hold a redirect that follows a form to `form-action` too, so the application's address is among it. */
export function contentSecurityPolicy(formTargets: readonly string[] = [], script?: string): string {
  const targets = formTargets.map(sourceOf).filter((each) => each !== undefined);
  return [
    "default-src 'none'",
    `style-src ${styleHash}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `form-action ${["'self'", ...new Set(targets)].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** `https://app.example` of an address on the web, `msal1234:` of an app's own scheme. */
function sourceOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  if (!/^[a-z][a-z0-9+.-]*:$/.test(protocol)) return undefined;
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${host}` : protocol;
}
