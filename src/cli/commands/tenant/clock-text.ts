import type { TenantClockState } from '#client';

export function clockText({ now, rate, outside }: TenantClockState): string {
  const speed =
    rate === 0 ? 'stands still' : rate === 1 ? 'goes as in life' : `goes ${rate} times as fast as in life`;
  return `${now}, ${speed} (this machine: ${outside})`;
}
