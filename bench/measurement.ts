import { monotonicNow } from '#kernel';

/** One line of the report. A figure alone says little about another machine; its ratio to the reference says more. */
export interface Measurement {
  readonly name: string;
  readonly ours: string;
  /** What ours is held against, measured in the same run. */
  readonly reference: string;
  readonly ratio: number;
  readonly budget: string;
  readonly met: boolean;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = monotonicNow();
  await work();
  return monotonicNow() - began;
}

/** `part` from 0 to 1. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Times in milliseconds, held against as many of the reference: at most `most` times as long. */
export function timesAsLong(
  name: string,
  ours: readonly number[],
  reference: readonly number[],
  part: number,
  most: number,
): Measurement {
  const [mine, theirs] = [percentile(ours, part), percentile(reference, part)];
  return {
    name,
    ours: milliseconds(mine),
    reference: milliseconds(theirs),
    ratio: rounded(mine / theirs),
    budget: `≤ ${most}×`,
    met: mine / theirs <= most,
  };
}

/** Times in milliseconds with a budget in milliseconds; the reference tells how fast this machine is today. */
export function atMost(
  name: string,
  ours: readonly number[],
  reference: readonly number[],
  part: number,
  most: number,
): Measurement {
  const [mine, theirs] = [percentile(ours, part), percentile(reference, 0.5)];
  return {
    name,
    ours: milliseconds(mine),
    reference: milliseconds(theirs),
    ratio: rounded(mine / theirs),
    budget: `≤ ${most} ms`,
    met: mine <= most,
  };
}

/** Rates per second of rounds that took turns: the median of their ratios decides. */
export function rateOf(
  name: string,
  rounds: readonly { readonly ours: number; readonly reference: number }[],
  least: number,
): Measurement {
  const median = (of: (round: (typeof rounds)[number]) => number): number => percentile(rounds.map(of), 0.5);
  const ratio = median(({ ours, reference }) => ours / reference);
  return {
    name,
    ours: `${Math.round(median(({ ours }) => ours))} /s`,
    reference: `${Math.round(median(({ reference }) => reference))} /s`,
    ratio: rounded(ratio),
    budget: `≥ ${least}×`,
    met: ratio >= least,
  };
}

export function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`;
}
