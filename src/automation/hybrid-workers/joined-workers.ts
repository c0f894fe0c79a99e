import type { Clock, Logger } from '#kernel';
import type { Database } from '#store';
import type { WorkerLink } from '#worker-link';

import type { Tenants } from '../tenants/tenants.ts';
import type { Attempts } from '../attempts/attempts.ts';
import { type Workers, createWorkers } from '../workers/workers.ts';
import { createOwnLinks } from '../attempts/own-link.ts';
import { type HybridWorkers, createHybridWorkers } from './hybrid-workers.ts';
import { type HybridIdentities, type HybridIdentity, createHybridIdentities } from './identities.ts';
import { type JoinTokens, type WorkerEntrance, createJoinTokens } from './join-tokens.ts';
import { createPlaces } from './places.ts';
import { type Relays, createRelays } from './relays.ts';
import { type SilenceWatch, createSilenceWatch } from './silence.ts';
import type { WorkerGroups } from './worker-groups.ts';

/** Workers: those of the installation; those of groups as they are kept, how they join, and what each may ask. */
export interface JoinedWorkers {
  readonly workers: Workers;
  readonly hybridWorkers: HybridWorkers;
  readonly joinTokens: JoinTokens;
  readonly hybridIdentities: HybridIdentities;
  readonly linkOf: (worker: HybridIdentity) => WorkerLink;
  readonly relays: Relays;
  /** Not started. */
  readonly silenceWatch: SilenceWatch;
}

export function createJoinedWorkers({
  db,
  clock,
  groups,
  attempts,
  tenants,
  entrance,
  logger,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly groups: WorkerGroups;
  readonly attempts: Attempts;
  readonly tenants: Tenants;
  readonly entrance: WorkerEntrance | undefined;
  readonly logger: Logger;
}): JoinedWorkers {
  const { link, claimFrom, takeBack, takeBackSilent } = attempts;
  const hybridIdentities = createHybridIdentities({ db, authority: entrance?.authority, takeBack });
  const { dismissed, isActive } = hybridIdentities;
  return {
    workers: createWorkers({ db, clock }),
    hybridWorkers: createHybridWorkers({ db, groups, dismissed }),
    joinTokens: createJoinTokens({ db, groups, entrance }),
    hybridIdentities,
    silenceWatch: createSilenceWatch({ db, takeBackSilent, logger }),
    relays: createRelays({ db, tenants }),
    linkOf: createOwnLinks({ db, link, claimFrom, places: createPlaces({ db }), isActive, takeBack }),
  };
}
