import { isAbsolute } from 'node:path';

import { problem } from '#kernel';

import type { Anchor } from '../anchoring.ts';
import { fileAnchor } from './file.ts';
import { syslogAnchor } from './syslog.ts';
import { webhookAnchor } from './webhook.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The anchor at a place: `file:/absolute/path`, `syslog://host:514`, `syslog+tcp://host:601` or `https://…`.
 * @throws AnchorInvalid
 */
export function anchorAt(place: string): Anchor {
  const url = URL.parse(place);
  switch (url?.protocol) {
    case 'file:': {
      const path = decodeURIComponent(url.pathname);
      // `file:name` is read as `/name`: nobody means that.
      if (url.host === '' && isAbsolute(path) && place.startsWith('file:/')) return fileAnchor(path);
      break;
    }
    case 'syslog:':
    case 'syslog+tcp:':
      if (url.hostname !== '') return syslogAnchor(url);
      break;
    case 'https:':
      return webhookAnchor(url);
    case 'http:':
      if (loopback.has(url.hostname)) return webhookAnchor(url);
      break;
  }
  throw problem('AnchorInvalid', { place });
}
