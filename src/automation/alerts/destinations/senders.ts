import { type Clock, isProblem, problem } from '#kernel';
import { type Database, type Vault, statement } from '#store';

import type { AlertMessage } from '../telling.ts';
import {
  type AlertDestination,
  type HttpSecrets,
  type MailSecrets,
  destinationBinding,
  destinationColumns,
} from './destination.ts';
import { sendMail } from './mail.ts';
import { sendToTeams } from './teams.ts';
import { sendToWebhook } from './webhook.ts';

export interface Senders {
  /** Once. Rejects when it did not arrive, in words without a secret; resolves with what is to be said of one that did. */
  send(destinationId: string, message: AlertMessage, signal?: AbortSignal): Promise<string | undefined>;
}

export function createSenders({
  db,
  vault,
  clock,
}: {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: Clock;
}): Senders {
  return {
    async send(destinationId, message, signal) {
      const { sealed, ...destination } = await db.one<AlertDestination & { readonly sealed: Buffer }>(
        statement(`select ${destinationColumns}, secrets as sealed from alert_destination where id = $1`, [
          destinationId,
        ]),
      );
      const opened = JSON.parse(vault.openText(sealed, destinationBinding(destination.id))) as unknown;
      if (destination.kind === 'mail') return sendMail(destination, opened as MailSecrets, message);
      try {
        await (destination.kind === 'teams'
          ? sendToTeams(destination, opened as HttpSecrets, message, signal)
          : sendToWebhook(destination, opened as HttpSecrets, message, clock.now(), signal));
        return undefined;
      } catch (error) {
        throw told(destination.name, error);
      }
    },
  };
}

/** What goes wrong on the way may name the whole address, which is a secret: its code says enough. */
function told(name: string, error: unknown): unknown {
  const { code, name: kind, cause } = error as NodeJS.ErrnoException;
  const own = [error, cause].find((each) => isProblem(each));
  if (own !== undefined) return own;
  const reason = kind === 'TimeoutError' ? 'it took too long' : `it cannot be reached (${code ?? kind})`;
  return problem('AlertNotDelivered', { name, reason }, error);
}
