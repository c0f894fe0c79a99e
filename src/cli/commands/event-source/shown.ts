import type { EventSource } from '#client';

import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What is known of it, one a line. */
export function shownEventSource(terminal: Terminal, source: EventSource): string {
  const { subscription } = source;
  return facts(terminal, [
    ['event source', source.name],
    ['kind', source.kind],
    ['runbook', source.runbook.name],
    ['state', stateOf(source)],
    ['priority', source.priority?.toString()],
    ['at a time', atATime(source)],
    ['resource', source.resource],
    ['changes', source.changeTypes?.join(', ')],
    ['data', source.includeResourceData === true ? 'sent along, encrypted' : undefined],
    ['subscription', subscription?.id ?? undefined],
    ['renewed until', subscription?.expirationTime ?? undefined],
    ['error', subscription?.error ?? undefined],
    ['origins', source.allowedOrigins?.join(', ') || undefined],
    ['uri', source.uri || undefined],
    ['last event', source.lastEventTime ?? 'never'],
  ]);
}

function atATime({ concurrency }: EventSource): string | undefined {
  return concurrency === null ? undefined : `${concurrency.mostAtOnce} of ${concurrency.key}`;
}

export function stateOf({ isEnabled, subscription }: EventSource): string {
  if (!isEnabled) return 'disabled';
  if (subscription === undefined) return 'enabled';
  return subscription.id === null || subscription.error !== null ? 'not subscribed' : 'subscribed';
}

/** Where there is an address that is shown this once. */
export const onlyNow = 'Nobody can see this address again: give it to whoever sends.';
