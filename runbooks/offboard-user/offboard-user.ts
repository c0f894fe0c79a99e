/**
 * Takes access from somebody who leaves, and tells the manager. Every action is done only where it is still needed, so
 * that a second run changes nothing. Permissions, limits and parameters: README.md beside it.
 */
import { type GraphClient, isGraphError, path } from 'tenantry/graph';
import { type Log, type Step, defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

const address = z.string().regex(/^[^@\s]+@[^@\s]+$/, 'it looks like ada@contoso.com');

const parameters = z.object({
  userPrincipalName: address.describe('Who leaves.'),
  notifyManager: z.boolean().default(true).describe('Whether the manager gets a mail.'),
  senderAddress: address
    .optional()
    .describe("Mailbox that the mail comes from. Without it: it-automation@ in the leaver's domain."),
  keepGroups: z.array(z.string()).default([]).describe('Names or ids of groups that the leaver stays in.'),
});
type Parameters = z.infer<typeof parameters>;

export default defineRunbook({
  description:
    'Takes access from somebody who leaves: account, sessions, groups, licences; tells the manager.',
  parameters,
  async run({ params, graph, step, log }) {
    log.progress('Offboarding', { status: `looking at ${params.userPrincipalName}`, percentComplete: 0 });
    // Recorded: an attempt that takes over goes on with what was found before anything was changed.
    const leaver = await step('look at the leaver', () => look(graph, params));
    for (const { name, why } of leaver.kept) log.warning(`${leaver.displayName} keeps ${name}: ${why}`);

    const actions = actionsFor(leaver, graph);
    if (actions.length === 0) {
      log.verbose(`${leaver.displayName} is offboarded already: nothing was changed, nobody was told.`);
    }
    const done: string[] = [];
    for (const [at, action] of actions.entries()) {
      log.progress('Offboarding', {
        status: action.does,
        percentComplete: percent(at + 1, actions.length + 2),
      });
      await step(action.does, async () => {
        await action.run();
      });
      log.verbose(action.done);
      done.push(action.done);
    }
    const managerInformed = await tellManager(leaver, done, { params, graph, step, log });
    log.progress('Offboarding', { status: 'done', percentComplete: 100 });
    return {
      userPrincipalName: leaver.userPrincipalName,
      displayName: leaver.displayName,
      changed: done.length > 0,
      done,
      kept: leaver.kept,
      managerInformed,
    };
  },
});

/** What was found; recorded as JSON. */
interface Leaver {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly disable: boolean;
  readonly revokeSessions: boolean;
  readonly leaveGroups: readonly Named[];
  readonly returnLicences: readonly Named[];
  /** What stays, and why: told as warnings, never passed over in silence. */
  readonly kept: readonly { readonly name: string; readonly why: string }[];
  readonly manager: { readonly displayName: string; readonly mail: string } | null;
  readonly sender: string | null;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface User {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  readonly createdDateTime: string;
  readonly signInSessionsValidFromDateTime: string | null;
  readonly licenseAssignmentStates: readonly LicenceState[] | null;
}

interface Person {
  readonly displayName: string;
  readonly mail: string | null;
}

interface LicenceState {
  readonly skuId: string;
  /** The group it came by; null when it was assigned directly. */
  readonly assignedByGroup: string | null;
}

interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly groupTypes: readonly string[];
  readonly mailEnabled: boolean;
  readonly isAssignableToRole: boolean | null;
}

const userProperties = [
  'id',
  'displayName',
  'userPrincipalName',
  'accountEnabled',
  'createdDateTime',
  'signInSessionsValidFromDateTime',
  'licenseAssignmentStates',
];
const groupProperties = ['id', 'displayName', 'groupTypes', 'mailEnabled', 'isAssignableToRole'];

async function look(graph: GraphClient, params: Parameters): Promise<Leaver> {
  const upn = params.userPrincipalName;
  const user = await found(graph.get<User>(path`/users/${upn}`, { select: userProperties }));
  if (user === undefined) throw new Error(`There is no user ${upn}: check the user principal name.`);
  const groups = await graph
    .list<Group>(path`/users/${user.id}/memberOf/microsoft.graph.group`, { select: groupProperties })
    .toArray();
  const licences = await licencesOf(graph, user);
  const keptGroups = groups.flatMap((group) => {
    const why = whyKept(group, params.keepGroups);
    return why === undefined ? [] : [{ id: group.id, name: `group ${group.displayName}`, why }];
  });
  const still = {
    disable: user.accountEnabled,
    revokeSessions: user.accountEnabled || neverRevoked(user),
    leaveGroups: groups
      .filter(({ id }) => !keptGroups.some((kept) => kept.id === id))
      .map(({ id, displayName }) => ({ id, name: displayName })),
    returnLicences: licences.direct,
  };
  const { leaveGroups, returnLicences } = still;
  const anything = still.disable || still.revokeSessions || leaveGroups.length + returnLicences.length > 0;
  const manager = anything && params.notifyManager ? await managerOf(graph, user.id) : null;
  return {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    ...still,
    kept: [...keptGroups.map(({ name, why }) => ({ name, why })), ...licences.kept],
    manager,
    sender: manager === null ? null : await senderOf(graph, params),
  };
}

/** Groups that this runbook leaves alone, each with its reason. */
const untouchable: readonly { readonly why: string; readonly applies: (group: Group) => boolean }[] = [
  {
    why: 'its membership is dynamic, so its rule decides; the rule may still include the leaver',
    applies: ({ groupTypes }) => groupTypes.includes('DynamicMembership'),
  },
  {
    why: 'Graph cannot change distribution lists and mail-enabled security groups; Exchange can',
    applies: ({ mailEnabled, groupTypes }) => mailEnabled && !groupTypes.includes('Unified'),
  },
  {
    why: 'it can hold directory roles, and this runbook may not change such groups (RoleManagement.ReadWrite.Directory)',
    applies: ({ isAssignableToRole }) => isAssignableToRole === true,
  },
];

function whyKept(group: Group, keepGroups: readonly string[]): string | undefined {
  const wanted = keepGroups.map((name) => name.toLowerCase());
  if (wanted.includes(group.id) || wanted.includes(group.displayName.toLowerCase()))
    return 'keepGroups names it';
  return untouchable.find(({ applies }) => applies(group))?.why;
}

/** Entra sets the time when it makes the account, and moves it whenever sessions are revoked. */
function neverRevoked({ createdDateTime, signInSessionsValidFromDateTime }: User): boolean {
  return signInSessionsValidFromDateTime === null || signInSessionsValidFromDateTime <= createdDateTime;
}

/** A licence that came by a group goes with the group: Graph refuses to take it from the user. */
async function licencesOf(
  graph: GraphClient,
  user: User,
): Promise<{ direct: Named[]; kept: Leaver['kept'] }> {
  const states = user.licenseAssignmentStates ?? [];
  if (states.length === 0) return { direct: [], kept: [] };
  const details = await graph
    .list<{ skuId: string; skuPartNumber: string }>(path`/users/${user.id}/licenseDetails`)
    .toArray();
  const name = (skuId: string): string =>
    details.find((detail) => detail.skuId === skuId)?.skuPartNumber ?? skuId;
  return {
    direct: states
      .filter(({ assignedByGroup }) => assignedByGroup === null)
      .map(({ skuId }) => ({ id: skuId, name: name(skuId) })),
    kept: states
      .filter(({ assignedByGroup }) => assignedByGroup !== null)
      .map(({ skuId, assignedByGroup }) => ({
        name: `licence ${name(skuId)}`,
        why: `it comes by group ${assignedByGroup} and goes with that membership`,
      })),
  };
}

async function managerOf(graph: GraphClient, id: string): Promise<Leaver['manager']> {
  const select = ['displayName', 'mail'];
  const manager = await found(graph.get<Person>(path`/users/${id}/manager`, { select }));
  if (manager === undefined || manager.mail === null) return null;
  return { displayName: manager.displayName, mail: manager.mail };
}

/** Looked up before anything is changed: a mailbox that is not there should not be noticed last. */
async function senderOf(graph: GraphClient, params: Parameters): Promise<string> {
  const sender = params.senderAddress ?? `it-automation@${params.userPrincipalName.split('@')[1]}`;
  const mailbox = await found(graph.get<Person>(path`/users/${sender}`, { select: 'mail' }));
  if (mailbox === undefined || mailbox.mail === null) {
    throw new Error(
      `There is no mailbox ${sender} to send from: give another senderAddress, or notifyManager=false.`,
    );
  }
  return sender;
}

interface Action {
  /** Also the name of its step. */
  readonly does: string;
  readonly done: string;
  /** Bears being done again: the process may die before the step is recorded. */
  readonly run: () => Promise<unknown>;
}

/** What is still to do: first what ends access, then what tidies up. */
function actionsFor(leaver: Leaver, graph: GraphClient): Action[] {
  const { id: user } = leaver;
  return [
    ...(leaver.disable
      ? [
          {
            does: 'disable the account',
            done: 'disabled the account',
            run: () => graph.patch(path`/users/${user}`, { accountEnabled: false }),
          },
        ]
      : []),
    ...(leaver.revokeSessions
      ? [
          {
            does: 'revoke sign-in sessions',
            done: 'revoked sign-in sessions',
            run: () => graph.post(path`/users/${user}/revokeSignInSessions`),
          },
        ]
      : []),
    ...leaver.leaveGroups.map(({ id, name }) => ({
      does: `leave group ${name} (${id})`,
      done: `left group ${name}`,
      run: () => found(graph.delete(path`/groups/${id}/members/${user}/$ref`)),
    })),
    ...(leaver.returnLicences.length > 0
      ? [
          {
            does: 'return licences',
            done: `returned licences ${leaver.returnLicences.map(({ name }) => name).join(', ')}`,
            run: () => returnLicences(graph, user, leaver.returnLicences),
          },
        ]
      : []),
  ];
}

/** All at once, so that no half of them is left; only those still held, since Graph refuses to take one twice. */
async function returnLicences(graph: GraphClient, user: string, licences: readonly Named[]): Promise<void> {
  const { assignedLicenses } = await graph.get<{ assignedLicenses: { skuId: string }[] }>(
    path`/users/${user}`,
    {
      select: 'assignedLicenses',
    },
  );
  const held = licences.filter(({ id }) => assignedLicenses.some(({ skuId }) => skuId === id));
  if (held.length === 0) return;
  await graph.post(path`/users/${user}/assignLicense`, {
    addLicenses: [],
    removeLicenses: held.map(({ id }) => id),
  });
}

interface Tools {
  readonly params: Parameters;
  readonly graph: GraphClient;
  readonly step: Step;
  readonly log: Log;
}

/** One mail, and only when something was done. Answers with the address that was told. */
async function tellManager(leaver: Leaver, done: readonly string[], tools: Tools): Promise<string | null> {
  const { params, graph, step, log } = tools;
  if (done.length === 0 || !params.notifyManager) return null;
  const { manager, sender } = leaver;
  if (manager === null || sender === null) {
    log.warning(`${leaver.displayName} has no manager with a mailbox: nobody was told.`);
    return null;
  }
  log.progress('Offboarding', { status: `telling ${manager.displayName}`, percentComplete: 95 });
  await step('tell the manager', async () => {
    await graph.post(path`/users/${sender}/sendMail`, {
      message: {
        subject: `${leaver.displayName} has been offboarded`,
        body: { contentType: 'Text', content: letter(leaver, manager.displayName, done) },
        toRecipients: [{ emailAddress: { address: manager.mail, name: manager.displayName } }],
      },
      saveToSentItems: false,
    });
  });
  log.verbose(`told ${manager.displayName} <${manager.mail}>`);
  return manager.mail;
}

function letter(leaver: Leaver, manager: string, done: readonly string[]): string {
  const kept = leaver.kept.map(({ name, why }) => `  - ${name}: ${why}`);
  return [
    `Hello ${manager},`,
    '',
    `this was done to the account of ${leaver.displayName} (${leaver.userPrincipalName}):`,
    '',
    ...done.map((line) => `  - ${line}`),
    ...(kept.length === 0 ? [] : ['', 'This stays as it was:', '', ...kept]),
  ].join('\n');
}

/** What Graph answers, or undefined where it says that there is no such thing. */
async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGraphError(error) && error.status === 404) return undefined;
    throw error;
  }
}

function percent(done: number, all: number): number {
  return Math.round((100 * done) / all);
}
