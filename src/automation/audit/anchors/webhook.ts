import { request } from 'undici';

import { problem } from '#kernel';

import type { Anchor } from '../anchoring.ts';

const patience = 10_000;

/** Posts `{ "seals": [ … ] }`; any answer of 2xx says that they are kept. */
export function webhookAnchor(url: URL): Anchor {
  // What the address carries may be a secret: the place is known without it.
  const place = `${url.origin}${url.pathname}`;
  return {
    place,
    async write(seals) {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seals }),
        signal: AbortSignal.timeout(patience),
      });
      await body.dump();
      if (statusCode < 200 || statusCode > 299) throw problem('AnchorRefused', { place, status: statusCode });
    },
  };
}
