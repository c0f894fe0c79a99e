import type { Attempt } from './attempt.ts';
import { fileAttempts } from './attempts-files.ts';
import { kernelAttempts } from './attempts-kernel.ts';
import { networkAttempts } from './attempts-network.ts';
import { processAttempts } from './attempts-processes.ts';
import { resourceAttempts } from './attempts-resources.ts';

/** All ways out that are tried, those that may cost their process its life last. */
export const attempts: readonly Attempt[] = [
  ...fileAttempts,
  ...networkAttempts,
  ...kernelAttempts,
  ...processAttempts,
  ...resourceAttempts,
];
