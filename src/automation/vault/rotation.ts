import { type Logger, isProblem } from '#kernel';
import { type Database, type Vault, canaryBinding, readCanary, sql, statement } from '#store';

import { audit } from '../audit/audit.ts';
import type { Actor } from '../model.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';

export interface KeyState {
  /** Where the keys are. */
  readonly place: string;
  readonly current: number;
  readonly versions: readonly number[];
  /** How many records are sealed with each version. */
  readonly records: readonly { readonly version: number; readonly count: number }[];
  readonly rotating: boolean;
  /** Records that do not open: changed, or moved. They stay as they are. */
  readonly broken: readonly {
    readonly table: string;
    readonly column: string;
    readonly key: readonly string[];
  }[];
}

/** A new key-encryption key for everything that is sealed, while everything goes on. */
export interface KeyRotation {
  state(): Promise<KeyState>;
  /**
   * Makes a new key the current one, unless an earlier rotation is not done, and begins to seal all records with it. Returns at once.
   * @throws VaultKeysGiven when somebody else keeps the keys and has added none
   */
  rotate(actor: Actor): Promise<void>;
  /**
   * Goes on where a rotation was when the control plane died, and from now on learns of keys that another control plane adds: what
   * is sealed here is sealed with them at once.
   */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const batch = 200;
const channel = 'tenantry_vault_key';
/** What others sealed with the older key before they heard of the newer one, found after so many rounds, waits for the next start. */
const mostRounds = 3;

interface SealedRow {
  readonly key: readonly string[];
  readonly value: Buffer;
}

export function createKeyRotation(options: {
  readonly db: Database;
  readonly vault: Vault;
  /** What is sealed outside of the database: the keys of identities. */
  readonly resealFiles: () => Promise<void>;
  readonly logger: Logger;
}): KeyRotation {
  const { db, vault, resealFiles, logger } = options;
  let broken: KeyState['broken'][number][] = [];
  let running: Promise<void> | undefined;
  let stopping = false;
  let unlisten: (() => Promise<void>) | undefined;

  async function countByVersion(): Promise<KeyState['records']> {
    const selects = sealedColumns.map(
      ({ table, column }) =>
        `select substring(${column} from 2 for 4) as version from ${table} where ${column} is not null`,
    );
    const rows = await db.query<{ version: Buffer; count: number }>(
      statement(
        `select version, count(*)::int as count from (${selects.join(' union all ')}) all_records group by version`,
      ),
    );
    return rows
      .map(({ version, count }) => ({ version: version.readUInt32BE(), count }))
      .toSorted((a, b) => a.version - b.version);
  }

  const isPending = async (): Promise<boolean> =>
    vault.keys.versions.length > 1 &&
    (await countByVersion()).some(({ version }) => version !== vault.keys.current);

  /** By key, so that a record that does not open is passed once. */
  async function reseal(sealed: SealedColumn): Promise<void> {
    const { table, column, key } = sealed;
    const names = key.map(({ name }) => name);
    const placed = (from: number): string => key.map(({ type }, at) => `$${from + at}::${type}`).join(', ');
    const current = Buffer.alloc(4);
    current.writeUInt32BE(vault.keys.current);
    let after: readonly string[] | undefined;
    while (!stopping) {
      const behind = after === undefined ? '' : `and (${names.join(', ')}) > (${placed(2)})`;
      const rows = await db.query<SealedRow>(
        statement(
          `select array[${names.map((name) => `${name}::text`).join(', ')}] as key, ${column} as value from ${table}
           where substring(${column} from 2 for 4) <> $1 ${behind} order by ${names.join(', ')} limit ${batch}`,
          [current, ...(after ?? [])],
        ),
      );
      await replace(sealed, rows);
      after = rows.at(-1)?.key;
      if (rows.length < batch) return;
    }
  }

  /** In one statement; a value that was written since it was read is newer, and stays. */
  async function replace(sealed: SealedColumn, rows: readonly SealedRow[]): Promise<void> {
    const { table, column, key } = sealed;
    const changed = rows.flatMap((row) => {
      const newer = open(sealed, row);
      return newer === undefined ? [] : [{ ...row, newer }];
    });
    const keys = key.map(({ type }, at) => `$${at + 3}::${type}[]`).join(', ');
    const names = key.map((_, at) => `key_${at}`).join(', ');
    const same = key.map(({ name }, at) => `${table}.${name} = row.key_${at}`).join(' and ');
    await db.query(
      statement(
        `update ${table} set ${column} = row.newer
         from unnest($1::bytea[], $2::bytea[], ${keys}) as row (newer, older, ${names})
         where ${table}.${column} = row.older and ${same}`,
        [
          changed.map(({ newer }) => newer),
          changed.map(({ value }) => value),
          ...key.map((_, at) => changed.map((row) => row.key[at])),
        ],
      ),
    );
  }

  function open({ table, column, binding }: SealedColumn, row: SealedRow): Buffer | undefined {
    try {
      return vault.reseal(row.value, binding(row.key));
    } catch (error) {
      if (!isProblem(error, 'VaultRecordBroken')) throw error;
      broken.push({ table, column, key: row.key });
      logger.error('a sealed record does not open and stays as it is', { table, column, key: row.key });
      return undefined;
    }
  }

  async function run(): Promise<void> {
    for (let round = 0; round < mostRounds && !stopping; round += 1) {
      broken = [];
      await resealFiles();
      for (const column of sealedColumns) await reseal(column);
      const old = (await countByVersion()).filter(({ version }) => version !== vault.keys.current);
      if (old.reduce((sum, { count }) => sum + count, 0) <= broken.length) break;
    }
    logger.info('everything is sealed with the current key', {
      version: vault.keys.current,
      broken: broken.length,
    });
  }

  /** To open what a newer key has sealed the vault has to have it, and seals with it from then on. */
  function learn(): void {
    readCanary(db)
      .then((canary) => canary !== undefined && vault.open(canary, canaryBinding))
      .catch((error: unknown) =>
        logger.error('a new key was announced, and this control plane cannot read it', { error }),
      );
  }

  function begin(): void {
    running ??= run()
      .catch((error: unknown) =>
        logger.error('the rotation of keys stopped and goes on at the next start', { error }),
      )
      .finally(() => (running = undefined));
  }

  return {
    async state() {
      return { ...vault.keys, records: await countByVersion(), rotating: running !== undefined, broken };
    },
    async rotate(actor) {
      if (running !== undefined) return;
      const pending = await isPending();
      await db.transaction(async (tx) => {
        // Written before there is a new key: a rotation that nobody may know of does not begin.
        await audit(tx, {
          actor: actor.objectId,
          action: 'Tenantry.Vault/keys/rotate/action',
          resource: '/providers/Tenantry.Vault/keys',
          correlationId: actor.correlationId,
          details: { from: vault.keys.current, continues: pending },
        });
        if (!pending) vault.addKey();
        // Says to whoever looks which key is the current one; heard when this transaction is over, and so is the key there.
        const canary = await readCanary(tx);
        const newer = canary === undefined ? undefined : vault.reseal(canary, canaryBinding);
        if (newer !== undefined) await tx.query(sql`update vault_canary set record = ${newer}`);
        await tx.notify(channel, '');
      });
      begin();
    },
    async start() {
      unlisten = await db.listen(channel, learn, learn);
      learn();
      if (await isPending()) begin();
    },
    async stop() {
      stopping = true;
      await unlisten?.();
      await running;
    },
  };
}
