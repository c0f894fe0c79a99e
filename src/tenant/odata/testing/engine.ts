import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Clock, dice, manualClock, parseIsoTime } from '#kernel';

import { permissions } from '../../edm/permissions/table.ts';
import { type TenantState, openState } from '../../state/state.ts';
import { type Handled, handleGraph } from '../handle.ts';
import type { Principal } from '../request.ts';

/** The body of an answer, of any shape: a test says what it expects of it. */
export interface Answered extends Handled {
  readonly json: Readonly<Record<string, unknown>>;
  /** `error.code` and `error.message` of a refusal. */
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

export interface Engine {
  readonly state: TenantState;
  readonly clock: Clock & { advance(milliseconds: number): void };
  /** `call('GET', '/users?$top=5', undefined, { roles: ['User.Read.All'] })`; all roles unless told. */
  call(
    method: string,
    url: string,
    body?: unknown,
    options?: {
      readonly roles?: readonly string[];
      readonly principal?: Principal;
      readonly eventual?: boolean;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Answered;
  close(): void;
}

export const base = 'https://graph.test/v1.0';
export const e3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
export const e5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06';

const allRoles = [...new Set([...permissions.values()].flatMap(({ application }) => application.flat()))];

/** Files that live in memory, where the system has such a place: a state opens in a fifth of the time. */
const memory = '/dev/shm';

/** The engine over a state of its own in a temporary folder, with a company that a test can hold in its head. */
export function testEngine(people = 12): Engine {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'tenantry-engine-'));
  const clock = manualClock(parseIsoTime('2026-11-24T10:00:00Z') ?? 0);
  const state = openState(join(folder, 'main.sqlite'), clock);
  seed(state, people);
  return {
    state,
    clock,
    call(method, url, body, options = {}) {
      const [path = '', query = ''] = url.split('?');
      const handled = handleGraph(state, clock, {
        method,
        path,
        query: new URLSearchParams(query),
        headers: {
          ...(options.eventual === true && { consistencylevel: 'eventual' }),
          ...options.headers,
        },
        // As it comes over the wire.
        body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
        base,
        principal: options.principal ?? {
          kind: 'app',
          appId: 'app',
          objectId: 'principal',
          roles: options.roles ?? allRoles,
        },
      });
      const json = (typeof handled.body === 'object' ? handled.body : {}) as Record<string, unknown>;
      return {
        ...handled,
        json,
        error: json['error'] as Answered['error'],
        value: (json['value'] ?? []) as Answered['value'],
      };
    },
    close() {
      state.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** `userId(3)`: of the fourth person. */
export function userId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
export function groupId(n: number): string {
  return `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

const departments = ['Sales', 'Research', 'Finance'];

function seed(state: TenantState, people: number): void {
  const roll = dice('engine');
  state.unlogged(() => {
    state.insert('domain', { id: 'contoso.com', isDefault: true, isVerified: true });
    state.insert('organization', {
      id: 'org',
      displayName: 'Contoso',
      verifiedDomains: [{ name: 'contoso.com' }],
    });
    state.insert('subscribedSku', sku(e3, 'ENTERPRISEPACK', 2));
    state.insert('subscribedSku', sku(e5, 'ENTERPRISEPREMIUM', 1));
    for (let n = 0; n < people; n += 1) {
      state.insert('user', {
        id: userId(n),
        displayName: `Person ${String((n * 7) % people).padStart(3, '0')}`,
        givenName: 'Person',
        surname: `Nr ${roll.below(1000)}`,
        userPrincipalName: `p${n}@contoso.com`,
        mail: `p${n}@contoso.com`,
        mailNickname: `p${n}`,
        accountEnabled: n % 4 !== 3,
        department: departments[n % 3],
        usageLocation: n === 2 ? null : 'GB',
        createdDateTime: '2026-01-01T00:00:00Z',
        businessPhones: [],
        proxyAddresses: [],
        otherMails: [],
        assignedLicenses: [],
        licenseAssignmentStates: [],
      });
    }
    for (const [n, name] of ['All staff', 'Sales', 'Sales leads', 'Dynamic'].entries()) {
      state.insert('group', {
        id: groupId(n),
        displayName: name,
        mailNickname: name.replace(' ', ''),
        mailEnabled: false,
        securityEnabled: n !== 2,
        groupTypes: name === 'Dynamic' ? ['DynamicMembership'] : [],
      });
    }
    // Leads are in Sales, Sales is in All staff.
    state.link('group.members', groupId(0), groupId(1));
    state.link('group.members', groupId(1), groupId(2));
    state.link('group.members', groupId(2), userId(0));
    state.link('group.members', groupId(1), userId(1));
    state.link('group.owners', groupId(1), userId(0));
    state.link('user.manager', userId(1), userId(0));
  });
}

function sku(skuId: string, skuPartNumber: string, enabled: number) {
  return {
    id: `org_${skuId}`,
    skuId,
    skuPartNumber,
    consumedUnits: 0,
    prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [
      {
        servicePlanId: 'plan',
        servicePlanName: 'EXCHANGE',
        provisioningStatus: 'Success',
        appliesTo: 'User',
      },
    ],
  };
}
