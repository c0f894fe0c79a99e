import type { TenantChange, TenantMessage } from '#client';

type Entity = Readonly<Record<string, unknown>>;

/** The whole state of a tenant, as its own export tells it. */
export interface ExportedTenant {
  readonly entities: Readonly<Record<string, readonly Entity[] | undefined>>;
  readonly links: Readonly<
    Record<string, readonly (readonly [source: string, target: string])[] | undefined>
  >;
}

/** What must be gone and done once somebody is offboarded: read from the tenant's state, never from the runbook. */
export interface Expectation {
  readonly what: string;
  readonly met: boolean;
}

/**
 * Looks at a tenant before and after. `changes` is the difference that the tenant computed over both states; what a
 * runbook says of itself is not asked.
 */
export function offboarded(
  before: ExportedTenant,
  leaverName: string,
  changes: readonly TenantChange[],
  outbox: readonly TenantMessage[],
): Expectation[] {
  const leaver = find(before, 'user', 'userPrincipalName', leaverName);
  const id = String(leaver?.['id']);
  const property = (name: string): TenantChange | undefined =>
    changes.find((change) => change.id === id && change.property === name);
  const licences = property('assignedLicenses')?.after;
  const [, managerId] = (before.links['user.manager'] ?? []).find(([source]) => source === id) ?? [];
  const manager = find(before, 'user', 'id', managerId);
  return [
    { what: 'the account is disabled', met: property('accountEnabled')?.after === false },
    {
      what: 'the sign-in sessions are revoked',
      met: property('signInSessionsValidFromDateTime') !== undefined,
    },
    ...assignedGroups(before, id).map((group) => ({
      what: `removed from ${String(group['displayName'])}`,
      met: changes.some(
        ({ op, link, id: source }) =>
          op === 'removed' && link?.nav === 'members' && source === group['id'] && link.target.id === id,
      ),
    })),
    { what: 'no licence is left', met: Array.isArray(licences) && licences.length === 0 },
    {
      what: `${String(manager?.['displayName'])} is informed`,
      met: outbox.some((message) => addressees(message).includes(String(manager?.['mail']).toLowerCase())),
    },
  ];
}

/** Dynamic groups follow their rule: nobody can be taken out of them. */
function assignedGroups(tenant: ExportedTenant, userId: string): readonly Entity[] {
  return (tenant.links['group.members'] ?? [])
    .filter(([, member]) => member === userId)
    .flatMap(([group]): Entity[] => {
      const found = find(tenant, 'group', 'id', group);
      return found === undefined ? [] : [found];
    })
    .filter((group) => !((group['groupTypes'] ?? []) as readonly string[]).includes('DynamicMembership'));
}

function find(
  tenant: ExportedTenant,
  type: string,
  property: string,
  value: string | undefined,
): Entity | undefined {
  return tenant.entities[type]?.find((row) => row[property] === value);
}

function addressees(message: TenantMessage): string[] {
  const recipients = (message['toRecipients'] ?? []) as readonly { emailAddress?: { address?: string } }[];
  return recipients.map(({ emailAddress }) => String(emailAddress?.address).toLowerCase());
}
