import type { Stretch } from './patterns.ts';

export const blankText = '***';

/** The text with each stretch replaced. Stretches are in order and do not overlap. */
export function blank(text: string, stretches: readonly Stretch[]): string {
  if (stretches.length === 0) return text;
  let shown = '';
  let from = 0;
  for (const { start, end } of stretches) {
    shown += text.slice(from, start) + blankText;
    from = end;
  }
  return shown + text.slice(from);
}
