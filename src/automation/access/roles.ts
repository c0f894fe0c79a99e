/**
 * Azure's built-in roles for automation: actions with `*` for any part, taken away again by `notActions`. Ids and actions as in
 * learn.microsoft.com/azure/role-based-access-control/built-in-roles, without those of services that Tenantry is not.
 */
export interface Role {
  /** The same GUID in every Azure tenant. */
  readonly id: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
}

const account = 'Microsoft.Automation/automationAccounts';
const identities = 'Microsoft.ManagedIdentity/userAssignedIdentities';
/** What every role that is about a service may also do. */
const surroundings = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
];
const jobs = [
  `${account}/hybridRunbookWorkerGroups/read`,
  `${account}/jobs/read`,
  `${account}/jobs/write`,
  `${account}/jobs/stop/action`,
  `${account}/jobs/suspend/action`,
  `${account}/jobs/resume/action`,
  `${account}/jobs/streams/read`,
  `${account}/jobs/output/read`,
];

export const roles = {
  Owner: {
    id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    description: 'Everything, including who else may do what.',
    actions: ['*'],
  },
  Contributor: {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    description: 'Everything except who else may do what.',
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/write', 'Microsoft.Authorization/*/delete'],
  },
  Reader: {
    id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    description: 'Sees everything and changes nothing.',
    actions: ['*/read'],
  },
  'User Access Administrator': {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    description: 'Sees everything, and decides who may do what.',
    actions: ['*/read', 'Microsoft.Authorization/*'],
  },
  'Automation Contributor': {
    id: 'f353d9bd-d4a6-484e-a77a-8050b599b867',
    description: 'Manages automation accounts and all that is in them.',
    actions: [...surroundings, `${account}/*`],
  },
  'Automation Operator': {
    id: 'd3881f73-407a-4167-8283-e981cbba0404',
    description: 'Starts, stops, suspends and resumes jobs, and schedules them.',
    actions: [
      ...surroundings,
      ...jobs,
      `${account}/read`,
      `${account}/runbooks/read`,
      `${account}/schedules/read`,
      `${account}/schedules/write`,
      `${account}/jobSchedules/read`,
      `${account}/jobSchedules/write`,
      `${account}/linkedWorkspace/read`,
    ],
  },
  'Automation Job Operator': {
    id: '4fe576fe-1146-4730-92eb-48519fa6bf9f',
    description: 'Makes jobs of runbooks and looks after them.',
    actions: [...surroundings, ...jobs],
  },
  'Automation Runbook Operator': {
    id: '5fb5aef8-1081-4b8e-bb16-9d5d0385bab5',
    description: 'Reads the properties of runbooks, to be able to make jobs of them.',
    actions: [...surroundings, `${account}/runbooks/read`],
  },
  'Managed Identity Contributor': {
    id: 'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59',
    description: 'Makes, reads, changes and deletes user-assigned identities.',
    actions: [...surroundings, `${identities}/read`, `${identities}/write`, `${identities}/delete`],
  },
  'Managed Identity Operator': {
    id: 'f1a07417-d97a-45cb-824c-7a7467783830',
    description: 'Reads user-assigned identities and gives them to accounts.',
    // Azure writes `userAssignedIdentities/*/read`, where its star stands for nothing too.
    actions: [...surroundings, `${identities}/read`, `${identities}/assign/action`],
  },
} as const satisfies Readonly<Record<string, Role>>;

export type RoleName = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly RoleName[];

export function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(roles, name);
}

/** The role whose id is the last part of `…/roleDefinitions/<id>`, or which has that name. */
export function findRole(text: string): RoleName | undefined {
  const id = text.slice(text.lastIndexOf('/') + 1).toLowerCase();
  return roleNames.find((name) => roles[name].id === id || name.toLowerCase() === text.toLowerCase());
}

export function allows(role: Role, action: string): boolean {
  const matches = (pattern: string): boolean => patternOf(pattern).test(action);
  return role.actions.some(matches) && !(role.notActions ?? []).some(matches);
}

const patterns = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(`^${pattern.replaceAll(/[.]/g, '\\.').replaceAll('*', '.*')}$`, 'i');
  patterns.set(pattern, made);
  return made;
}
