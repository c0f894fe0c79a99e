import { useSyncExternalStore } from 'react';

import { absoluteText, durationText, relativeText } from './time.ts';

let now = Date.now();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

/** One clock for the page: all that tell how long ago something was move together. */
function listen(heard: () => void): () => void {
  listeners.add(heard);
  now = Date.now();
  ticking ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(heard);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}

/** How long ago, or in how long; the time itself with its zone is one look away. */
export function When({ at }: { readonly at: string }) {
  const time = Date.parse(at);
  const text = relativeText(time, useNow());
  return (
    <time dateTime={at} title={absoluteText(time)}>
      {text}
    </time>
  );
}

/** The time itself. */
export function At({ time }: { readonly time: string }) {
  return <time dateTime={time}>{absoluteText(Date.parse(time))}</time>;
}

/** How long something took, or takes so far. */
export function Took({ from, to }: { readonly from: string; readonly to?: string | null | undefined }) {
  const current = useNow();
  const end = to ? Date.parse(to) : current;
  return <>{durationText(Math.max(0, end - Date.parse(from)))}</>;
}
