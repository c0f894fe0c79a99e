import { type Limit, type Rule, type Scope, get, limit, post, rule } from '../limit.ts';

const page = 'learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits';

/**
 * Requests a second, over a short window; "approximately 83 percent" of it over a longer one. The page names neither
 * window: a second and a minute are believed.
 */
const burstSeconds = 1;
const sustainedSeconds = 60;
const sustainedPart = 0.83;

interface Row {
  readonly name: string;
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly app: number;
  readonly appTenant: number;
  /** Requests a second on one team, channel or chat, which that segment of the path names. */
  readonly resource?: { readonly most: number; readonly segment: number; readonly aMinute?: true };
  readonly user?: number;
}

const [put, patch, remove] = [['PUT'], ['PATCH'], ['DELETE']];
const changes = ['POST', 'PUT', 'PATCH'];
const team = (most: number) => ({ most, segment: 1 });
const channel = { most: 1, segment: 3 };
const chat = { most: 1, segment: 1 };
const aMinuteInTeam = { most: 4, segment: 1, aMinute: true } as const;

function row(
  name: string,
  methods: readonly string[],
  paths: string | readonly string[],
  app: number,
  appTenant: number,
  more: Pick<Row, 'resource' | 'user'> = {},
): Row {
  return { name, methods, paths: [paths].flat(), app, appTenant, ...more };
}

const rows: readonly Row[] = [
  row('getTeam', get, '/teams/*', 1_500, 30, { resource: team(4) }),
  row('joinedTeams', get, '/users/*/joinedTeams', 300, 30),
  row('createTeam', post, '/teams', 100, 10),
  row('teamOfGroup', put, '/groups/*/team', 150, 6),
  row('updateTeam', patch, '/teams/*', 300, 30, { resource: team(4) }),
  row('cloneTeam', post, '/teams/*/clone', 150, 6),
  row('listChannels', get, '/teams/*/channels', 1_200, 60, { resource: team(4) }),
  row(
    'exportMessages',
    get,
    [
      '/teams/*/channels/getAllMessages',
      '/teams/*/channels/getAllRetainedMessages',
      '/users/*/chats/getAllMessages',
      '/users/*/chats/getAllRetainedMessages',
    ],
    1_000,
    200,
  ),
  row('getChannel', get, '/teams/*/channels/*', 600, 30, { resource: channel }),
  row('channelMembers', get, '/teams/*/channels/*/members', 1_200, 60, { resource: channel }),
  row('createChannel', post, '/teams/*/channels', 100, 10, { resource: team(4) }),
  row('updateChannel', patch, '/teams/*/channels/*', 300, 30, { resource: channel }),
  row('deleteChannel', remove, '/teams/*/channels/*', 150, 15, { resource: channel }),
  row('channelMessages', get, '/teams/*/channels/*/messages', 200, 20, { resource: channel }),
  row(
    'sendToChannel',
    post,
    ['/teams/*/channels/*/messages', '/teams/*/channels/*/messages/*/replies'],
    500,
    50,
    { resource: channel, user: 1 },
  ),
  row('listChats', get, ['/chats', '/users/*/chats'], 200, 20, { user: 1 }),
  row('getChat', get, '/chats/*', 2_000, 200, { resource: chat, user: 5 }),
  row('createChat', post, '/chats', 200, 20),
  row('updateChat', patch, '/chats/*', 300, 30, { resource: chat }),
  row('deleteChat', remove, '/chats/*', 10, 1, { resource: chat }),
  row('chatMessages', get, '/chats/*/messages', 200, 20, { resource: chat }),
  row('sendToChat', post, '/chats/*/messages', 200, 20, { resource: chat, user: 1 }),
  row('teamMembers', get, '/teams/*/members', 1_200, 60, { resource: team(4) }),
  row('addTeamMember', post, '/teams/*/members', 300, 30, { resource: aMinuteInTeam }),
  row('addTeamMembers', post, '/teams/*/members/add', 100, 10, { resource: aMinuteInTeam }),
  row('addChatMember', post, '/chats/*/members', 300, 30, { resource: aMinuteInTeam }),
  row('removeChatMember', remove, '/chats/*/members/*', 300, 30, { resource: aMinuteInTeam }),
  row('tabs', get, '/teams/*/channels/*/tabs', 600, 30, { resource: channel }),
  row('appCatalog', get, '/appCatalogs/teamsApps', 1_500, 30),
  row('publishApp', post, '/appCatalogs/teamsApps', 300, 30),
  row('deleteApp', remove, '/appCatalogs/teamsApps/*', 150, 15),
  row('schedule', get, '/teams/*/schedule/**', 600, 30),
  row('changeSchedule', changes, '/teams/*/schedule/**', 300, 30),
  ...['/teams/*/channels/*/**', '/chats/*/**'].flatMap((path, at) => {
    const resource = [channel, chat][at]!;
    const name = ['Channel', 'Chat'][at]!;
    return [
      row(`read${name}`, get, path, 1_500, 30, { resource, user: 1 }),
      row(`write${name}`, changes, path, 300, 30, { resource, user: 1 }),
      row(`removeIn${name}`, remove, path, 150, 15, { resource, user: 1 }),
    ];
  }),
  ...[
    ['read', get, 1_500, 30] as const,
    ['write', changes, 300, 30] as const,
    ['remove', remove, 150, 15] as const,
  ].map(([name, methods, app, appTenant]) =>
    row(
      name,
      methods,
      ['/teams/**', '/appCatalogs/**', '/teamwork/**', '/users/*/teamwork/**', '/groups/*/team/**'],
      app,
      appTenant,
      { user: 1 },
    ),
  ),
];

/** Both windows of one figure. */
function windows(name: string, scope: Scope, most: number): Limit[] {
  const sustained = most * sustainedPart * sustainedSeconds;
  const of = `teams.${name}`;
  return [
    limit(`${of}.burst.${scope}`, 'requests', scope, most, burstSeconds, page, { of }),
    limit(`${of}.sustained.${scope}`, 'requests', scope, sustained, sustainedSeconds, 'guess', { of }),
  ];
}

export const teamsLimits: readonly Limit[] = rows.flatMap(({ name, app, appTenant, resource, user }) => [
  ...windows(name, 'appTenant', appTenant),
  ...windows(name, 'app', app),
  ...(user === undefined ? [] : windows(name, 'user', user)),
  ...(resource === undefined
    ? []
    : resource.aMinute === true
      ? [
          limit(`teams.${name}.aMinute.resource`, 'requests', 'resource', resource.most, 60, page, {
            of: `teams.${name}`,
          }),
        ]
      : windows(name, 'resource', resource.most)),
]);

export const teamsRules: readonly Rule[] = rows.flatMap(({ name, methods, paths, resource }) =>
  paths.map((path) =>
    rule(path, `teams.${name}`, methods, resource === undefined ? {} : { resource: resource.segment }),
  ),
);
