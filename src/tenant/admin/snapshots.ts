import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { isoTime, problem } from '#kernel';

import type { ServedTenant } from '../server/served-tenant.ts';
import { refill } from './refill.ts';

export interface SnapshotDescription {
  readonly name: string;
  readonly tenant: string;
  /** By the machine's clock, whatever the tenant's says. */
  readonly createdAt: string;
  readonly bytes: number;
}

/** States of a tenant that were kept: files beside it, which nothing serves. */
export interface Snapshots {
  list(tenant: string): SnapshotDescription[];
  create(tenant: string, name: string): SnapshotDescription;
  /** The tenant becomes what it was then; its port, its key and the identities of automation accounts stay. */
  restore(tenant: string, name: string): Promise<void>;
  remove(tenant: string, name: string): void;
  /** All of a tenant that is gone. */
  forget(tenant: string): void;
}

const nameRule = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function openSnapshots(options: {
  readonly folder: string;
  readonly tenant: (name: string) => ServedTenant;
  readonly withDraft: (name: string, work: (file: string) => Promise<void>) => Promise<void>;
}): Snapshots {
  const folderOf = (tenant: string): string => join(options.folder, tenant);
  const fileOf = (tenant: string, name: string): string => join(folderOf(tenant), `${name}.sqlite`);

  const demand = (tenant: string, name: string): string => {
    options.tenant(tenant);
    const file = fileOf(tenant, name);
    if (!nameRule.test(name) || !existsSync(file)) throw problem('SnapshotUnknown', { tenant, name });
    return file;
  };
  const describe = (tenant: string, name: string): SnapshotDescription => {
    const { birthtimeMs, size } = statSync(fileOf(tenant, name));
    return { name, tenant, createdAt: isoTime(Math.round(birthtimeMs)), bytes: size };
  };

  return {
    list(tenant) {
      options.tenant(tenant);
      if (!existsSync(folderOf(tenant))) return [];
      return readdirSync(folderOf(tenant))
        .flatMap((file) => /^(.+)\.sqlite$/.exec(file)?.[1] ?? [])
        .map((name) => describe(tenant, name))
        .toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    },
    create(tenant, name) {
      const { state } = options.tenant(tenant);
      if (!nameRule.test(name)) throw problem('SnapshotNameInvalid', { name });
      if (existsSync(fileOf(tenant, name))) throw problem('SnapshotExists', { tenant, name });
      mkdirSync(folderOf(tenant), { recursive: true, mode: 0o700 });
      state.copyTo(fileOf(tenant, name));
      return describe(tenant, name);
    },
    async restore(tenant, name) {
      const kept = demand(tenant, name);
      await options.withDraft(tenant, async (draft) => {
        copyFileSync(kept, draft);
        await refill(options.tenant(tenant), draft);
      });
    },
    remove(tenant, name) {
      const file = demand(tenant, name);
      for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    },
    forget: (tenant) => rmSync(folderOf(tenant), { recursive: true, force: true }),
  };
}
