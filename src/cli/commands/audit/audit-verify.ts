import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { type Seal, verifyAudit } from '#audit-chain';
import type { AuditClient } from '#client';
import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const auditVerify = defineCommand({
  summary: 'Follows the whole audit and tells what is not as it was written.',
  details:
    'Everything is computed here: the server only hands out entries and seals. Take the key and the anchors from where an intruder of the server cannot reach: a copy of `audit/public.pem`, and the seals that were sent elsewhere.',
  arguments: z.object({}),
  options: z.object({
    publicKey: z
      .string()
      .optional()
      .meta({ description: "the audit's public key (PEM); else the one of the home folder", value: 'file' }),
    anchors: z.array(z.string()).optional().meta({
      description: 'seals as they were anchored, one a line; else those of the home folder',
      value: 'file',
    }),
  }),
  examples: [
    ['tenantry audit verify', 'with the key and the anchors of this home'],
    [
      'tenantry audit verify --public-key ./public.pem --anchors ./seals.jsonl',
      'with what was kept elsewhere',
    ],
  ],
  async run(context, { options }) {
    const { client } = await context.connect();
    const folder = join(context.home, 'audit');
    const publicKey = await readKey(options.publicKey ?? join(folder, 'public.pem'));
    const files = options.anchors ?? [join(folder, 'seals.jsonl')];
    const anchors = (await Promise.all(files.map(readAnchors))).flat();
    const seals = await Array.fromAsync(client.audit.seals());
    const entries = entriesUnder(seals, client.audit);
    const result = await verifyAudit({ entries, seals, anchors, publicKey });
    context.print(result, () =>
      [
        `${result.entries} entries, ${result.seals} seals, ${result.anchors} anchored seals`,
        ...result.faults.map(({ kind, message }) => `${kind}: ${message}`),
        result.faults.length === 0 ? 'Nothing was changed, removed, reordered or cut off.' : '',
      ]
        .filter((line) => line !== '')
        .join('\n'),
    );
    if (result.faults.length > 0) throw problem('AuditNotWhole', { faults: result.faults.length });
  },
});

async function readKey(file: string) {
  try {
    return createPublicKey(await readFile(file, 'utf8'));
  } catch (error) {
    throw problem('AuditKeyUnreadable', { file }, error);
  }
}

async function readAnchors(file: string): Promise<Seal[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => JSON.parse(line) as Seal);
  } catch (error) {
    throw problem('AuditAnchorsUnreadable', { file }, error);
  }
}

/** All entries but those that were sealed since the seals were read: one without any seal is a fault to be told. */
async function* entriesUnder(seals: readonly Seal[], audit: AuditClient) {
  const last = seals.at(-1)?.position ?? 0;
  let isSealedSince: boolean | undefined;
  for await (const entry of audit.chain()) {
    if (entry.position > last) {
      isSealedSince ??= (await Array.fromAsync(audit.seals())).some(
        ({ position }) => position >= entry.position,
      );
      if (isSealedSince) return;
    }
    yield entry;
  }
}
