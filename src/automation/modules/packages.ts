import { createHash } from 'node:crypto';

import { newId, problem } from '#kernel';
import { type Database, sql } from '#store';

export interface StoredPackage {
  /** SHA-256 in hex: its name. */
  readonly hash: string;
  readonly size: number;
}

/** Files that modules come in, kept in the database under their hash: each content is there once. */
export interface Packages {
  /** Stores what comes, piece by piece. Rejects with `PackageTooLarge` or `PackageEmpty`, and then keeps nothing. */
  store(content: AsyncIterable<Uint8Array>): Promise<StoredPackage>;
  /** Rejects with `PackageNotFound` at the first piece. */
  read(hash: string): AsyncIterable<Uint8Array>;
  /** Forgets what no module and no environment has, and uploads that came to no end. */
  prune(): Promise<void>;
}

/** Azure's own limit for a module. */
export const mostPackageBytes = 100 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

export function createPackages({ db }: { readonly db: Database }): Packages {
  /** Each piece is written on its own: a slow upload holds no connection and no transaction. */
  async function write(id: string, content: AsyncIterable<Uint8Array>): Promise<StoredPackage> {
    const digest = createHash('sha256');
    let size = 0;
    let number = 0;
    for await (const piece of pieces(content)) {
      size += piece.length;
      if (size > mostPackageBytes) throw problem('PackageTooLarge', { most: mostPackageBytes });
      digest.update(piece);
      await db.query(
        sql`insert into package_piece (package_id, number, bytes) values (${id}, ${number}, ${piece})`,
      );
      number += 1;
    }
    if (size === 0) throw problem('PackageEmpty');
    return { hash: digest.digest('hex'), size };
  }

  /** False when that content is there already: then it counts as new, so that nothing prunes it before its module has it. */
  function name(id: string, { hash, size }: StoredPackage): Promise<boolean> {
    return db.transaction(async (tx) => {
      // The same content may come twice at the same time.
      await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`);
      const known = await tx.maybe(
        sql`update package set created_at = now() where hash = ${hash} returning 1`,
      );
      if (known === undefined)
        await tx.query(sql`update package set hash = ${hash}, size = ${size} where id = ${id}`);
      return known === undefined;
    });
  }

  return {
    async store(content) {
      const id = newId();
      await db.query(sql`insert into package (id, created_at) values (${id}, now())`);
      const drop = (): Promise<unknown> => db.query(sql`delete from package where id = ${id}`);
      try {
        const stored = await write(id, content);
        if (!(await name(id, stored))) await drop();
        return stored;
      } catch (error) {
        await drop();
        throw error;
      }
    },
    async *read(hash) {
      const found = await db.maybe<{ id: string }>(sql`select id from package where hash = ${hash}`);
      if (found === undefined) throw problem('PackageNotFound', { hash });
      for (let number = 0; ; number += 1) {
        const piece = await db.maybe<{ bytes: Buffer }>(sql`
          select bytes from package_piece where package_id = ${found.id} and number = ${number}`);
        if (piece === undefined) return;
        yield piece.bytes;
      }
    },
    async prune() {
      // Content that was just uploaded has an hour to become a module's.
      await db.query(sql`
        delete from package p where p.created_at < now() - interval '1 hour'
          and not exists (select from module_version v where v.package_hash = p.hash)
          and not exists (select from environment_package e where e.package_hash = p.hash)
          and not exists (select from environment_lock_package l where l.package_hash = p.hash)`);
    },
  };
}

/** The same bytes in pieces of one size, however they came. */
async function* pieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
