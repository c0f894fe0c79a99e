import type { ModulePair } from '#worker-link';

/** What came of pairs that were loaded, by the hashes of both modules and the engine. */
export type PairMemory = Map<string, Pick<ModulePair, 'inOrder' | 'reversed'>>;
