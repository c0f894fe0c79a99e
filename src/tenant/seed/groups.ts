import type { Dice } from '#kernel';

import type { TenantState } from '../state/state.ts';
import { type Person, demoLeaver, departments, mainDomain } from './facts.ts';

interface GroupFacts {
  readonly displayName: string;
  readonly description: string;
  readonly kind: 'security' | 'microsoft365' | 'dynamic';
  readonly rule?: string;
}

/** Security groups and Microsoft 365 groups, a dynamic one, and groups in groups. */
export function seedGroups(
  state: TenantState,
  throwing: Dice,
  people: readonly Person[],
  created: string,
): void {
  const members = people.filter(({ guest }) => !guest);
  const make = (facts: GroupFacts): string => makeGroup(state, throwing, facts, created);
  const add = (group: string, list: readonly Person[]): void =>
    list.forEach(({ id }) => state.link('group.members', group, id));
  const own = (group: string, person: Person | undefined): void => {
    if (person !== undefined) state.link('group.owners', group, person.id);
  };

  const company = make({
    displayName: 'All Employees',
    description: 'Everybody who works here',
    kind: 'dynamic',
    rule: '(user.userType -eq "Member")',
  });
  add(company, members);
  const buildings = make({ displayName: 'Building Access', description: 'Doors', kind: 'security' });
  for (const { name } of departments) {
    const staff = members.filter(({ department }) => department === name);
    const security = make({
      displayName: `${name} Staff`,
      description: `Access for ${name}`,
      kind: 'security',
    });
    const team = make({
      displayName: `${name} Team`,
      description: `${name} works together here`,
      kind: 'microsoft365',
    });
    const head = staff.find(({ level }) => level === 'head');
    add(security, staff);
    add(
      team,
      staff.filter(() => throwing.next() < 0.9),
    );
    own(team, head);
    own(security, head);
    state.link('group.members', buildings, security);
  }
  for (const [displayName, share] of [
    ['VPN Users', 0.4],
    ['Travel Approvers', 0.1],
    ['Project Aurora', 0.15],
    ['Project Boreas', 0.12],
  ] as const) {
    const kind = displayName.startsWith('Project') ? 'microsoft365' : 'security';
    const group = make({ displayName, description: displayName, kind });
    add(
      group,
      members.filter(({ upn }) => upn === demoLeaver || throwing.next() < share),
    );
    own(group, members[throwing.below(members.length)]);
  }
  const partners = make({
    displayName: 'Partner Exchange',
    description: 'Guests and their hosts',
    kind: 'microsoft365',
  });
  add(
    partners,
    people.filter(({ guest }) => guest),
  );
  own(partners, members[1]);
}

function makeGroup(state: TenantState, throwing: Dice, facts: GroupFacts, created: string): string {
  const id = throwing.id();
  const unified = facts.kind === 'microsoft365';
  const nickname = facts.displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  state.insert('group', {
    id,
    assignedLicenses: [],
    createdDateTime: created,
    description: facts.description,
    displayName: facts.displayName,
    groupTypes: unified ? ['Unified'] : facts.kind === 'dynamic' ? ['DynamicMembership'] : [],
    mail: unified ? `${nickname}@${mainDomain}` : null,
    mailEnabled: unified,
    mailNickname: nickname,
    membershipRule: facts.rule ?? null,
    membershipRuleProcessingState: facts.rule === undefined ? null : 'On',
    proxyAddresses: unified ? [`SMTP:${nickname}@${mainDomain}`] : [],
    renewedDateTime: created,
    securityEnabled: !unified,
    visibility: unified ? 'Private' : null,
  });
  return id;
}
