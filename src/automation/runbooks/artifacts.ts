import { createHash } from 'node:crypto';

import { type Transaction, sql } from '#store';

/** Keeps what a build made; returns its name, the SHA-256 in hex. */
export async function keepArtifact(tx: Transaction, content: string): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex');
  await tx.query(sql`
    insert into artifact (hash, content, created_at) values (${hash}, ${content}, now()) on conflict do nothing`);
  return hash;
}
