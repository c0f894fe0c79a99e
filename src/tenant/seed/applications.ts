import { type Dice, problem } from '#kernel';

import type { TenantState } from '../state/state.ts';
import type { KnownIds } from './known-ids.ts';
import { timeOf } from './person.ts';
import { grantRole, seedApplication } from './principals.ts';

const graph = 'https://graph.microsoft.com';
const day = 24 * 60 * 60 * 1000;

interface AppFacts {
  readonly displayName: string;
  readonly notes: string;
  readonly roles: readonly string[];
  /** Of each secret the day on which it ends, from today. */
  readonly secrets: readonly number[];
}

/** Applications of the company. What is to be found in them: see docs/tenant-seed.md. */
const apps: readonly AppFacts[] = [
  {
    displayName: 'Payroll Connector',
    notes: 'Reads who works here',
    roles: ['User.Read.All'],
    secrets: [300],
  },
  {
    displayName: 'Badge System',
    notes: 'Opens doors; asked for the whole directory',
    roles: ['Directory.ReadWrite.All', 'Group.ReadWrite.All', 'Application.ReadWrite.All'],
    secrets: [90],
  },
  { displayName: 'Learning Portal', notes: 'Courses', roles: ['User.ReadBasic.All'], secrets: [-40] },
  {
    displayName: 'Newsletter',
    notes: 'Its secret ends within a week',
    roles: ['Mail.Send'],
    secrets: [6, -200],
  },
  {
    displayName: 'Expense Reports',
    notes: 'Its secret ends this month',
    roles: ['User.Read.All'],
    secrets: [25],
  },
  {
    displayName: 'Legacy Sync',
    notes: 'Nobody remembers who set this up',
    roles: ['User.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'Mail.ReadWrite'],
    secrets: [-500, -135],
  },
];

/** The roles are checked by `principals.ts`: one that Graph has not is our mistake. */
export function seedApplications(
  state: TenantState,
  roll: Dice,
  now: number,
  created: string,
  known?: KnownIds,
): void {
  for (const { displayName, notes, roles, secrets } of apps) {
    const clientId = roll.id();
    const principalId = seedApplication(state, roll, { clientId, displayName }, created, known);
    const application = state.idOf('application', 'appId', clientId);
    if (application === undefined) throw problem('Internal', { detail: 'an application was not seeded' });
    state.update('application', application, {
      notes,
      passwordCredentials: secrets.map((ends) => ({
        keyId: roll.id(),
        displayName: ends < 0 ? 'old' : 'current',
        // Whoever had the secret has it no more: it is there to be found and removed.
        hint: roll.id().slice(0, 3),
        startDateTime: timeOf(now + (ends - 365) * day),
        endDateTime: timeOf(now + ends * day),
      })),
    });
    for (const role of roles) grantRole(state, roll, { principalId, displayName }, graph, role, created);
  }
}
