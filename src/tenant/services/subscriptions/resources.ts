import type { EntityName } from '../../edm/model.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';

/** What a subscription is about. */
export interface Watched {
  readonly entity: EntityName;
  /** Only this one. */
  readonly id?: string;
  /** Only who comes and goes: `groups/{id}/members`. */
  readonly navigation?: string;
  /** Only what lies in the mailbox of this user, named by id or by address. */
  readonly mailbox?: string;
  /** What is sent along of each object, where the subscriber asks for its data. */
  readonly select?: readonly string[] | undefined;
  /** Kinds of change that can be subscribed to. */
  readonly changeTypes: readonly string[];
  /** Whether an object's data may be sent along. */
  readonly rich: boolean;
  readonly longestMinutes: number;
  /** The operation that reading it takes the permission of. */
  readonly reading: string;
}

/**
 * Source: learn.microsoft.com/graph/api/resources/subscription, note on `changeType`: of users and groups `updated` tells what was
 * created, changed or put into the bin, `deleted` what is gone for good; `created` there is not. "Subscription lifetime": 41,760
 * minutes, under 29 days.
 */
const ofDirectory = { changeTypes: ['updated', 'deleted'], rich: false, longestMinutes: 41_760 };
/** Source: the same page: under seven days for Outlook; less than a day with resource data. */
const ofMailbox = { changeTypes: ['created', 'updated', 'deleted'], rich: true, longestMinutes: 10_080 };
export const longestRichMinutes = 1_440;

const sets: Readonly<Record<string, { readonly entity: EntityName; readonly relations: readonly string[] }>> =
  {
    users: { entity: 'user', relations: ['manager'] },
    groups: { entity: 'group', relations: ['members', 'owners'] },
  };

/** Real in Graph, not emulated: their services are not. */
const elsewhere =
  /^(me|chats|teams|communications|sites|drives?|security|print|copilot|identityprotection|reports|education|solutions)\b/i;

/** Messages that were sent are the mailbox's only ones, so that all of it and that folder are the same. */
const messages =
  /^users\/([^/]+)\/(?:mailFolders(?:\/|\(')sentitems(?:'\))?\/)?messages(?:\?\$select=([\w,\s]+))?$/i;

/** `users`, `/groups/{id}`, `groups/{id}/members`; `elsewhere` where Graph has it and the tenant does not. */
export function readResource(resource: string): Watched | 'elsewhere' | undefined {
  const path = resource.replace(/^\/+|\/+$/g, '');
  const [, mailbox, selected] = messages.exec(path) ?? [];
  if (mailbox !== undefined) return ofMessages(mailbox, selected);
  const parts = path.split('/');
  const [set = '', id, relation, ...more] = parts;
  const known = sets[set.toLowerCase()];
  if (known === undefined) return elsewhere.test(set) ? 'elsewhere' : undefined;
  const { entity, relations } = known;
  const reading = `GET /${set.toLowerCase()}`;
  if (id === undefined) return { ...ofDirectory, entity, reading };
  if (relation === undefined) return { ...ofDirectory, entity, id, reading: `${reading}/{id}` };
  const navigation = relations.find((each) => each === relation.toLowerCase());
  if (navigation !== undefined && more.length === 0)
    return { ...ofDirectory, entity, id, navigation, reading: `${reading}/{id}/${navigation}` };
  return 'elsewhere';
}

function ofMessages(mailbox: string, selected: string | undefined): Watched {
  return {
    ...ofMailbox,
    entity: 'message',
    mailbox: decodeURIComponent(mailbox),
    select: selected?.split(',').map((name) => name.trim()),
    reading: 'GET /users/{id}/mailFolders/sentitems/messages',
  };
}

/** Whose mailbox it is; undefined when there is nobody of the name. */
export function ownerOf(state: TenantState, { mailbox = '' }: Watched): Row | undefined {
  return state.get('user', mailbox) ?? state.find('user', 'userPrincipalName', mailbox)[0];
}

export function readChangeTypes(text: string, { changeTypes }: Watched): readonly string[] | undefined {
  const types = text.split(',').map((type) => type.trim().toLowerCase());
  return types.every((type) => changeTypes.includes(type)) ? types : undefined;
}
