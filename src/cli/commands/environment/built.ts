import type { ModulePair, RuntimeEnvironment } from '#client';
import { problem } from '#kernel';

import type { Terminal } from '../../terminal/terminal.ts';

/** Shows pairs that do not load together, and fails for an environment whose build failed. */
export function demandBuilt(terminal: Terminal, environment: RuntimeEnvironment): void {
  for (const pair of environment.pairs.filter(isBad)) terminal.say(pairText(pair));
  if (environment.provisioningState === 'Succeeded') return;
  const { name, provisioningState, error } = environment;
  throw problem('EnvironmentFailed', { name, reason: error.message ?? provisioningState });
}

export function isBad({ inOrder, reversed }: ModulePair): boolean {
  return inOrder !== null || reversed !== null;
}

/** What is wrong with a pair, which order works, and what to do. */
export function pairText({ modules, assembly, versions, inOrder, reversed }: ModulePair): string {
  const [first, second] = modules;
  const both = `${first} and ${second} bring different versions of ${assembly} (${versions.join(' and ')})`;
  if (inOrder === null && reversed === null) return `${both}, and load together in either order`;
  const apart = 'give each an environment of its own';
  if (inOrder === null) return `${both}: import ${first} before ${second}, or ${apart}. ${reversed}`;
  if (reversed === null) return `${both}: import ${second} before ${first}, or ${apart}. ${inOrder}`;
  return `${both} and do not load together in any order: ${apart}. ${inOrder}`;
}

/** `revision 3 (5c0b4a529d39)`. */
export function lockText(lock: { readonly revision: number; readonly hash: string } | null): string {
  return lock === null ? '' : `revision ${lock.revision} (${lock.hash.slice(0, 12)})`;
}
