import type { Webhook } from '#client';

import type { Terminal } from '../../terminal/terminal.ts';
import { facts } from '../../terminal/table.ts';

/** What can be seen of it this once, and never again. */
export function writtenOnce(terminal: Terminal, { name, uri, secret, expiryTime }: Webhook): string {
  return facts(terminal, [
    ['webhook', name],
    ['uri', uri],
    ['secret', secret],
    ['until', expiryTime],
  ]);
}

export const onlyNow = 'Nobody can see this again: keep it where secrets are kept.';
