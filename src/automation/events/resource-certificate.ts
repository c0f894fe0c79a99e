import { createClientCertificate } from '#certificates';
import { newId } from '#kernel';
import { type Database, type Vault, sql } from '#store';

import { type EventSourceRow, eventKeyBinding } from './event-source.ts';

const day = 86_400_000;
/** Whoever has a key for long has much to read with it; Graph looks at nothing of a certificate but its key. */
const [certificateDays, replaceBeforeDays] = [365, 30];

/**
 * Sees to it that resource data is encrypted for a certificate that does not end soon. The key of the one before stays: it opens what
 * is under way, and all that comes until Graph was told of the new one. True when there is a new one.
 */
export async function replaceCertificate(
  db: Database,
  vault: Vault,
  { id, withData, certificateId, certificateUntil }: EventSourceRow,
  now: number,
): Promise<boolean> {
  const left = (certificateUntil?.getTime() ?? 0) - now;
  if (!withData || left > replaceBeforeDays * day) return false;
  const name = `Tenantry event source ${id}`;
  const made = await createClientCertificate({ name, validDays: certificateDays, forEncryption: true });
  await db.query(sql`
    update event_source set certificate = ${made.certificatePem}, certificate_id = ${newId()},
      certificate_until = ${new Date(now + certificateDays * day)}, certificate_told = false,
      previous_private_key = private_key, private_key = ${vault.seal(made.privateKeyPem, eventKeyBinding(id))}
    where id = ${id} and certificate_id is not distinct from ${certificateId}`);
  return true;
}
