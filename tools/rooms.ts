import { readFileSync } from 'node:fs';

export interface Room {
  readonly duty: string;
  /** Names of rooms, or `*` for all. */
  readonly enters: readonly string[];
}

export const repository = new URL('..', import.meta.url);

export const rooms: Readonly<Record<string, Room>> = JSON.parse(
  readFileSync(new URL('rooms.json', repository), 'utf8'),
);

/** Packages with one home: whoever else needs them asks that room. */
export const homes: Readonly<Record<string, readonly string[]>> = {
  pg: ['store', 'queue'],
  'pg-boss': ['queue'],
  'pg-copy-streams': ['store'],
  'node:child_process': ['worker', 'store', 'main', 'host-build'],
  'node:sqlite': ['tenant'],
};

/** Every room may enter `kernel`; nobody enters `main`. */
export function mayEnter(from: string, to: string): boolean {
  if (from === to) return false;
  if (to === 'main') return false;
  if (to === 'kernel') return true;
  const enters = rooms[from]?.enters ?? [];
  return enters.includes('*') || enters.includes(to);
}
