import { canaryBinding } from '#store';

import {
  accountKeyBinding,
  certificateBinding,
  connectionBinding,
  sourceControlBinding,
  credentialBinding,
  variableBinding,
} from '../assets/bindings.ts';
import { destinationBinding } from '../alerts/destinations/destination.ts';
import { eventKeyBinding, eventSourceBinding } from '../events/event-source.ts';
import { feedBinding } from '../galleries/feeds.ts';
import { parametersBinding, stepBinding, stepNameBinding } from '../jobs/job.ts';
import { linkBinding } from '../schedules/job-schedules.ts';
import { webhookBinding, webhookSecretBinding } from '../webhooks/webhook.ts';

/** A column whose values the vault seals, and what each is bound to. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** What names a row, as PostgreSQL types that can be compared. */
  readonly key: readonly { readonly name: string; readonly type: 'uuid' | 'text' | 'integer' }[];
  binding(key: readonly string[]): string;
}

const ofAccount = [
  { name: 'account_id', type: 'uuid' },
  { name: 'name', type: 'text' },
] as const;

function asset(
  table: string,
  column: string,
  binding: (accountId: string, name: string) => string,
): SealedColumn {
  return {
    table,
    column,
    key: ofAccount,
    binding: ([accountId = '', name = '']) => binding(accountId, name),
  };
}

/** Every sealed column there is: a test holds this against the database. */
export const sealedColumns: readonly SealedColumn[] = [
  asset('variable', 'value', variableBinding),
  asset('credential', 'password', credentialBinding),
  asset('certificate', 'content', certificateBinding),
  asset('certificate', 'password', certificateBinding),
  asset('connection', 'field_values', connectionBinding),
  asset('source_control', 'access_token', sourceControlBinding),
  asset('account_key', 'value', accountKeyBinding),
  {
    table: 'job',
    column: 'parameters',
    key: [{ name: 'id', type: 'uuid' }],
    binding: ([id = '']) => parametersBinding(id),
  },
  {
    table: 'job_step',
    column: 'result',
    key: [
      { name: 'job_id', type: 'uuid' },
      { name: 'name', type: 'text' },
    ],
    binding: ([id = '', name = '']) => stepBinding(id, name),
  },
  {
    table: 'job_step',
    column: 'full_name',
    key: [
      { name: 'job_id', type: 'uuid' },
      { name: 'name', type: 'text' },
    ],
    binding: ([id = '', name = '']) => stepNameBinding(id, name),
  },
  {
    table: 'gallery_feed',
    column: 'password',
    key: [{ name: 'name', type: 'text' }],
    binding: ([name = '']) => feedBinding(name),
  },
  {
    table: 'job_schedule',
    column: 'parameters',
    key: [
      { name: 'account_id', type: 'uuid' },
      { name: 'id', type: 'uuid' },
    ],
    binding: ([accountId = '', id = '']) => linkBinding(accountId, id),
  },
  ...(['parameters', 'secret', 'previous_secret'] as const).map((column): SealedColumn => ({
    table: 'webhook',
    column,
    key: [{ name: 'id', type: 'uuid' }],
    binding: ([id = '']) => (column === 'parameters' ? webhookBinding(id) : webhookSecretBinding(id)),
  })),
  ...(['parameters', 'private_key', 'previous_private_key'] as const).map((column): SealedColumn => ({
    table: 'event_source',
    column,
    key: [{ name: 'id', type: 'uuid' }],
    binding: ([id = '']) => (column === 'parameters' ? eventSourceBinding(id) : eventKeyBinding(id)),
  })),
  {
    table: 'alert_destination',
    column: 'secrets',
    key: [{ name: 'id', type: 'uuid' }],
    binding: ([id = '']) => destinationBinding(id),
  },
  {
    table: 'vault_canary',
    column: 'record',
    key: [{ name: 'id', type: 'integer' }],
    binding: () => canaryBinding,
  },
];
