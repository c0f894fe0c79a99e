import { type Limit, type Rule, get, limit, post, rule, writes } from '../limit.ts';

const page =
  'learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online';
/** Refused requests count: who does not wait stays out. */
const hard = { refusedCount: true };
const unbounded = Number.MAX_SAFE_INTEGER;

export const sharepointLimits: readonly Limit[] = [
  limit(
    'sharepoint.unitsAMinute.appTenant',
    'units',
    'appTenant',
    [
      [1_000, 1_250],
      [5_000, 2_500],
      [15_000, 3_750],
      [50_000, 5_000],
      [unbounded, 6_250],
    ],
    60,
    page,
    hard,
  ),
  limit(
    'sharepoint.unitsADay.appTenant',
    'units',
    'appTenant',
    [
      [1_000, 1_200_000],
      [5_000, 2_400_000],
      [15_000, 3_600_000],
      [50_000, 4_800_000],
      [unbounded, 6_000_000],
    ],
    86_400,
    page,
    hard,
  ),
  limit(
    'sharepoint.units.tenant',
    'units',
    'tenant',
    [
      [1_000, 18_750],
      [5_000, 37_500],
      [15_000, 56_250],
      [50_000, 75_000],
      [unbounded, 93_750],
    ],
    300,
    page,
    hard,
  ),
  limit('sharepoint.requests.user', 'requests', 'user', 3_000, 300, page, hard),
];

/** Units of a call: 1 for one item, 2 for several and for writes, 5 for permissions. */
const roots = [
  '/sites',
  '/drives',
  '/shares',
  '/drive',
  '/users/*/drive',
  '/users/*/drives',
  '/groups/*/drive',
  '/groups/*/drives',
  '/groups/*/sites',
];
const kinds = [
  'items',
  'lists',
  'drives',
  'children',
  'search',
  'versions',
  'columns',
  'contentTypes',
  'sites',
];

export const sharepointRules: readonly Rule[] = roots.flatMap((root) => [
  ...[
    '/*/permissions/**',
    '/*/items/*/permissions/**',
    '/items/*/permissions/**',
    '/root/permissions/**',
  ].map((path) => rule(`${root}${path}`, 'sharepoint', undefined, { units: 5 })),
  ...['/*/items/*/invite', '/items/*/invite', '/*/items/*/createLink', '/items/*/createLink'].map((path) =>
    rule(`${root}${path}`, 'sharepoint', post, { units: 5 }),
  ),
  rule(root, 'sharepoint', get, { units: root.endsWith('/drive') ? 1 : 2 }),
  ...kinds.flatMap((name) =>
    ['/*', '/*/*/*', '/*/*/*/*/*', ''].map((path) =>
      rule(`${root}${path}/${name}`, 'sharepoint', get, { units: 2 }),
    ),
  ),
  rule(`${root}/**`, 'sharepoint', writes, { units: 2 }),
  rule(`${root}/**`, 'sharepoint'),
]);
