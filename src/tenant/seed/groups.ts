import { departments, mainDomain } from './facts.ts';
import { idsOf } from './ids.ts';
import { timeOf } from './person.ts';
import { type Plan, has, leaver, members } from './plan.ts';

/** A group before it is written: members and owners by their numbers, nested groups by their names. */
export interface GroupPlan {
  readonly displayName: string;
  readonly description: string;
  readonly kind: 'security' | 'microsoft365' | 'dynamic';
  readonly rule?: string;
  readonly people?: () => Iterable<number>;
  readonly groups?: readonly string[];
  readonly owners?: readonly (number | undefined)[];
  /** Days since somebody last renewed it. */
  readonly renewed?: number;
}

/** A department larger than this is split into sections, each with a group of its own in the department's. */
const sectionSize = 500;
/** No group that people join by themselves grows further. */
const mostJoined = 5_000;
const day = 24 * 60 * 60 * 1000;

/** Every group of the company, with what is wrong with some of them: nobody owns them, nobody is in them. */
export function groupsOf(plan: Plan): readonly GroupPlan[] {
  if (plan.size === 0) return [];
  const owner = (place: number): number | undefined => plan.staff[place % departments.length]?.[1 + place];
  const joined = (share: number, salt: number) => () =>
    inOrder(plan, joining(plan, Math.min(share, mostJoined / plan.size), salt));
  return [
    {
      displayName: 'All Employees',
      description: 'Everybody who works here',
      kind: 'dynamic',
      rule: '(user.userType -eq "Member")',
      people: () => members(plan),
    },
    {
      // Nobody owns it: the groups in it come from each department.
      displayName: 'Building Access',
      description: 'Doors',
      kind: 'security',
      groups: departments.map(({ name }) => `${name} Staff`),
    },
    ...departments.flatMap((_, department) => groupsOfDepartment(plan, department)),
    {
      displayName: 'VPN Users',
      description: 'VPN Users',
      kind: 'security',
      people: joined(0.4, 1),
      owners: [owner(4)],
    },
    {
      displayName: 'Travel Approvers',
      description: 'Travel Approvers',
      kind: 'security',
      people: joined(0.1, 2),
      owners: [owner(2)],
    },
    {
      displayName: 'Project Aurora',
      description: 'Project Aurora',
      kind: 'microsoft365',
      people: joined(0.15, 3),
      owners: [owner(1), owner(0)],
    },
    // Whoever started it has left.
    {
      displayName: 'Project Boreas',
      description: 'Project Boreas',
      kind: 'microsoft365',
      people: joined(0.12, 4),
      renewed: 400,
    },
    {
      displayName: 'Project Calypso',
      description: 'Never got going',
      kind: 'microsoft365',
      owners: [owner(3)],
      renewed: 700,
    },
    {
      displayName: 'Partner Exchange',
      description: 'Guests and their hosts',
      kind: 'microsoft365',
      people: () => inOrder(plan, guests(plan)),
      owners: [owner(6)],
    },
  ];
}

function groupsOfDepartment(plan: Plan, department: number): readonly GroupPlan[] {
  const { name } = departments[department]!;
  const staff = plan.staff[department]!;
  const head = staff[0];
  const sections = Math.ceil(staff.length / sectionSize);
  const groups = (section: string, people: readonly number[], owner: number | undefined): GroupPlan[] => [
    {
      displayName: `${name} Staff${section}`,
      description: `Access for ${name}${section}`,
      kind: 'security',
      people: () => inOrder(plan, people),
      owners: [owner],
    },
    {
      displayName: `${name} Team${section}`,
      description: `${name}${section} works together here`,
      kind: 'microsoft365',
      people: () =>
        inOrder(
          plan,
          people.filter((n) => n === head || n % 10 !== 3),
        ),
      owners: [owner],
    },
  ];
  if (sections <= 1) return groups('', staff, head);
  const parts = Array.from({ length: sections }, (_, at) => {
    const people = staff.slice(at * sectionSize, (at + 1) * sectionSize);
    return groups(` ${at + 1}`, people, people[0]);
  }).flat();
  return [
    {
      displayName: `${name} Staff`,
      description: `Access for ${name}`,
      kind: 'security',
      groups: parts.filter(({ kind }) => kind === 'security').map(({ displayName }) => displayName),
      owners: [head],
    },
    ...parts,
  ];
}

export function groupIds(plan: Plan, groups: readonly GroupPlan[]): ReadonlyMap<string, string> {
  const ids = idsOf(plan.seed, 'group', groups.length);
  return new Map(groups.map(({ displayName }, n) => [displayName, ids.of(n)]));
}

export function groupRow(
  group: GroupPlan,
  id: string,
  now: number,
): Record<string, unknown> & { id: string } {
  const unified = group.kind === 'microsoft365';
  const nickname = group.displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return {
    id,
    assignedLicenses: [],
    createdDateTime: timeOf(now - 900 * day),
    description: group.description,
    displayName: group.displayName,
    groupTypes: unified ? ['Unified'] : group.kind === 'dynamic' ? ['DynamicMembership'] : [],
    mail: unified ? `${nickname}@${mainDomain}` : null,
    mailEnabled: unified,
    mailNickname: nickname,
    membershipRule: group.rule ?? null,
    membershipRuleProcessingState: group.rule === undefined ? null : 'On',
    proxyAddresses: unified ? [`SMTP:${nickname}@${mainDomain}`] : [],
    renewedDateTime: timeOf(now - (group.renewed ?? 900) * day),
    securityEnabled: !unified,
    visibility: unified ? 'Private' : null,
  };
}

/** In the order of their ids. */
function inOrder(plan: Plan, people: Iterable<number>): number[] {
  return [...people].toSorted((one, other) => plan.ids.rank(one) - plan.ids.rank(other));
}

/** The one who leaves is everywhere, so that there is something to take away. */
function* joining(plan: Plan, share: number, salt: number): Generator<number> {
  for (let n = 0; n < plan.size; n += 1) {
    // Knuth's multiplicative scatter: even, and another one for each group.
    const drawn = (Math.imul(n + salt * 7919, 0x9e3779b1) >>> 0) / 2 ** 32;
    if (!has(plan, n, 'guest') && (n === leaver || drawn < share)) yield n;
  }
}

function* guests(plan: Plan): Generator<number> {
  for (let n = 0, left = mostJoined; n < plan.size && left > 0; n += 1) {
    if (!has(plan, n, 'guest')) continue;
    left -= 1;
    yield n;
  }
}
