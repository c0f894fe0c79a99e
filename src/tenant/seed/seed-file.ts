import { renameSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

import { monotonicNow } from '#kernel';

import { openBulk } from '../state/bulk.ts';
import { type TenantState, openState } from '../state/state.ts';
import { type SeedOptions, type SeedProgress, seedFew, seedMany } from './company.ts';
import { type Plan, planOf } from './plan.ts';

export type OnSeedProgress = (progress: SeedProgress) => void;

/** What a tenant was seeded with, so that a reset makes the same again. */
export interface Seeded {
  readonly seed: string;
  readonly users: number;
}

const seededSetting = 'seeded';

/** Nothing of a tenant that an earlier version seeded, which kept no more than that it had. */
export function seededWith(state: Pick<TenantState, 'setting'>): Partial<Seeded> {
  const stored = state.setting(seededSetting);
  return stored?.startsWith('{') === true ? (JSON.parse(stored) as Seeded) : {};
}

/**
 * Makes the file of a tenant with a company in it. Other work goes on between its steps; an index of a million rows is the
 * longest of them. Under its name there is the whole file or none.
 */
export async function seedFile(
  file: string,
  options: SeedOptions,
  onProgress: OnSeedProgress = () => undefined,
): Promise<void> {
  const tell = sparingly(onProgress);
  const building = `${file}.new`;
  rmSync(building, { force: true });
  const plan = planOf(options.seed, options.people);
  const bulk = openBulk(building);
  try {
    for (const progress of seedMany(bulk, plan, options.now)) {
      tell(progress);
      await setImmediate();
    }
    for (const [done, of] of bulk.finish()) {
      tell({ what: 'indices', done, of });
      await setImmediate();
    }
  } catch (error) {
    bulk.abandon();
    rmSync(building, { force: true });
    throw error;
  }
  const state = openState(building);
  state.unlogged(() => finish(state, plan, options));
  state.close();
  renameSync(building, file);
}

/** The same in one go, with indices from the first row on: a few hundred people are in sooner so. */
export function seedSmallFile(file: string, options: SeedOptions): void {
  const plan = planOf(options.seed, options.people);
  const state = openState(file);
  // What a crash leaves of it is thrown away.
  state.select('pragma synchronous = off', []);
  state.unlogged(() => {
    for (const progress of seedMany(state, plan, options.now)) void progress;
    finish(state, plan, options);
  });
  state.close();
}

function finish(state: TenantState, plan: Plan, options: SeedOptions): void {
  seedFew(state, plan, options);
  const seeded: Seeded = { seed: options.seed, users: options.people };
  state.setSetting(seededSetting, JSON.stringify(seeded));
}

const tellEvery = 500;

/** A person reads no more than two a second. */
function sparingly(onProgress: OnSeedProgress): OnSeedProgress {
  let told = monotonicNow();
  return (progress) => {
    if (monotonicNow() - told < tellEvery) return;
    told = monotonicNow();
    onProgress(progress);
  };
}
