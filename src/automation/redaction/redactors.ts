import type { Logger } from '#kernel';
import { type Redactor, createRedactor } from '#redaction';
import { sql } from '#store';

import { parametersBinding } from '../jobs/job.ts';
import { type SecretSources, readAccountSecrets } from './account-secrets.ts';

/** Who knows the secrets of accounts, so that they are blanked wherever something is kept or shown. */
export interface Redactors {
  ofAccount(accountId: string): Promise<Redactor>;
  /** The secrets of its account, and those that it and the jobs above it were started with. */
  ofJob(jobId: string): Promise<Redactor>;
  /** Of a build, an import test or the build of an environment: the secrets of its account. */
  ofBuild(id: string): Promise<Redactor>;
  /** The same logger without the secrets of the accounts that are in use. */
  logger(logger: Logger): Logger;
}

interface Known {
  readonly version: string;
  readonly redactor: Promise<Redactor>;
}

interface KnownJob {
  readonly accountId: string;
  readonly secrets: readonly string[];
  /** Made once for each version of the account's secrets. */
  redactor: { readonly version: string; readonly redactor: Redactor } | undefined;
}

interface OfJob {
  readonly id: string;
  readonly accountId: string;
  readonly built: boolean;
  readonly secrets: readonly string[];
  readonly parameters: Buffer | null;
}

/** Those of the others are forgotten, and read again when they are needed. */
const [mostAccounts, mostJobs] = [200, 5_000] as const;

export function createRedactors(sources: SecretSources): Redactors {
  const { db, vault } = sources;
  const accounts = new Map<string, Known>();
  const jobs = new Map<string, KnownJob>();

  function known(accountId: string, version: string): Promise<Redactor> {
    const found = accounts.get(accountId);
    if (found?.version === version) {
      // Moved to the end: the one that was not used for the longest time is the first.
      accounts.delete(accountId);
      accounts.set(accountId, found);
      return found.redactor;
    }
    const redactor = readAccountSecrets(sources, accountId);
    accounts.set(accountId, { version, redactor });
    redactor.catch(() => accounts.get(accountId)?.redactor === redactor && accounts.delete(accountId));
    forgetOldest(accounts, mostAccounts);
    return redactor;
  }

  async function ofRow(row: { accountId: string; version: string } | undefined): Promise<Redactor> {
    return row === undefined ? createRedactor() : known(row.accountId, row.version);
  }

  return {
    ofAccount: async (accountId) => ofRow(await versionOf(accountId)),
    async ofJob(jobId) {
      const job = await jobOf(jobId);
      if (job === undefined) return createRedactor();
      const { version } = (await versionOf(job.accountId)) ?? { version: '' };
      const ofAccount = await known(job.accountId, version);
      if (job.secrets.length === 0) return ofAccount;
      if (job.redactor?.version !== version)
        job.redactor = { version, redactor: createRedactor(job.secrets, ofAccount) };
      return job.redactor.redactor;
    },
    async ofBuild(id) {
      return ofRow(
        await db.maybe<{ accountId: string; version: string }>(sql`
          select a.id as "accountId", a.secrets_version::text as version from account a where a.id in (
            select account_id from operation where id = ${id}
            union all select account_id from module_version where id = ${id}
            union all select account_id from runtime_environment where build_id = ${id}
            union all select account_id from source_control_sync where id = ${id}) limit 1`),
      );
    },
    logger: (logger) => blanking(logger, accounts),
  };

  /** What of a job never changes: whose it is, and what it and the jobs above it were started with. */
  async function jobOf(jobId: string): Promise<KnownJob | undefined> {
    const found = jobs.get(jobId);
    if (found !== undefined) return found;
    const line = await db.query<OfJob>(sql`
      with recursive line as (
        select id, parent_id, account_id, secret_parameters, parameters, artifact_hash from job where id = ${jobId}
        union all
        select j.id, j.parent_id, j.account_id, j.secret_parameters, j.parameters, j.artifact_hash
        from job j join line on j.id = line.parent_id
      )
      select id, account_id as "accountId", secret_parameters as secrets, artifact_hash is not null as built,
        case when secret_parameters = '{}' then null else parameters end as parameters
      from line`);
    const [own] = line;
    if (own === undefined) return undefined;
    const made: KnownJob = {
      accountId: own.accountId,
      secrets: line.flatMap(ownSecrets),
      redactor: undefined,
    };
    // Until the draft of a test job is built, nobody knows which of its parameters are secrets.
    if (!own.built) return made;
    jobs.set(jobId, made);
    forgetOldest(jobs, mostJobs);
    return made;
  }

  function versionOf(accountId: string): Promise<{ accountId: string; version: string } | undefined> {
    return db.maybe(sql`
      select id as "accountId", secrets_version::text as version from account where id = ${accountId}`);
  }

  function ownSecrets({ id, secrets, parameters }: OfJob): readonly string[] {
    if (parameters === null) return [];
    const values = JSON.parse(vault.openText(parameters, parametersBinding(id))) as Record<string, string>;
    return secrets.flatMap((name) => values[name] ?? []);
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Lines are written without waiting, so with what is known at this moment. */
function blanking(logger: Logger, accounts: ReadonlyMap<string, Known>): Logger {
  const ready = new WeakMap<Promise<Redactor>, Redactor>();
  const redact = (value: unknown): unknown => {
    let shown = value;
    for (const { redactor } of accounts.values()) {
      const settled = ready.get(redactor);
      if (settled !== undefined) shown = settled.redactValue(shown);
      else void redactor.then((each) => ready.set(redactor, each)).catch(() => {});
    }
    return shown;
  };
  const around = (inner: Logger): Logger => {
    const line =
      (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
      (message, fields) =>
        inner[level](
          redact(message) as string,
          fields === undefined ? undefined : (redact(plainFields(fields)) as Record<string, unknown>),
        );
    return {
      debug: line('debug'),
      info: line('info'),
      warn: line('warn'),
      error: line('error'),
      with: (fields) => around(inner.with(redact(plainFields(fields)) as Record<string, unknown>)),
    };
  };
  return around(logger);
}

/** Errors as the texts that they are written as. */
function plainFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? String(value)) : value,
    ]),
  );
}
