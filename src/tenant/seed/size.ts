import { problem } from '#kernel';

const units: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 };
const most = 2_000_000;

/** `250`, `25k`, `1M`: so many people. Rejects what is no number, or more than two million. */
export function sizeOf(users: string | number): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([kKmM]?)$/.exec(String(users).trim()) ?? [];
  const size = Math.round(Number(digits ?? Number.NaN) * (units[unit.toLowerCase()] ?? 1));
  if (!(size <= most)) throw problem('TenantSizeInvalid', { users });
  return size;
}
