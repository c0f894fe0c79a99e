import { type EntityName, entityOfSet, isEntityName, sheets } from '../edm/model.ts';
import type { Findings, Source } from './findings.ts';
import { type GivenFile, parseJson } from './given.ts';

/** What Graph answered to a list, page by page: rows with the set that they are of. */
export interface ExportedRow extends Source {
  readonly entity: EntityName;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ExportedLink {
  readonly nav: string;
  readonly source: string;
  readonly target: string;
}

export interface GraphExport {
  readonly rows: readonly ExportedRow[];
  readonly links: readonly ExportedLink[];
  /** Entity sets that this tenant has no sheet of, and pages that lead on: worth telling, and no error. */
  readonly notes: readonly string[];
}

interface Reading {
  readonly rows: ExportedRow[];
  readonly links: ExportedLink[];
  readonly notes: Set<string>;
  readonly findings: Findings;
}

/**
 * Takes answers of Graph to `GET /users`, `/groups`, `/subscribedSkus`, `/applications`, `/servicePrincipals` and any other
 * set that the tenant has, and to `GET /groups/{id}/members`, `/owners` and `/users/{id}/manager` or the same expanded. Which
 * one a file is, its `@odata.context` says, else its name (`users.json`, `users-2.json`, `groups/{id}/members.json`). One
 * file may hold several under these names: `{ "users": { "value": [ … ] }, "groups": [ … ] }`.
 */
export function readGraphExport(files: readonly GivenFile[], findings: Findings): GraphExport {
  const reading: Reading = { rows: [], links: [], notes: new Set(), findings };
  for (const { name, content } of files) readFile(reading, name, parseJson(name, content));
  return { rows: reading.rows, links: reading.links, notes: [...reading.notes] };
}

function readFile(reading: Reading, file: string, content: unknown): void {
  const {
    '@odata.context': context,
    '@odata.nextLink': next,
    value,
  } = (content ?? {}) as Record<string, unknown>;
  if (Array.isArray(content)) return readList(reading, file, pathOfName(file), content);
  if (Array.isArray(value)) {
    if (next !== undefined) reading.notes.add(`${file} is not the last page: its nextLink leads on`);
    return readList(reading, file, pathOfContext(context) ?? pathOfName(file), value);
  }
  const parts = Object.entries((content ?? {}) as Record<string, unknown>).filter(
    ([, part]) => typeof part === 'object',
  );
  if (parts.length === 0)
    reading.findings.add(
      { file },
      'It is no answer of Graph to a list.',
      'Save the body of GET /users, with its "value".',
    );
  for (const [name, part] of parts) {
    const list = Array.isArray(part) ? part : (part as { value?: unknown }).value;
    if (Array.isArray(list)) readList(reading, file, [name], list);
  }
}

/** `['users']`, or `['groups', id, 'members']`. */
function readList(reading: Reading, file: string, path: readonly string[], list: readonly unknown[]): void {
  const [set = '', owner, navigation] = path;
  const entity =
    entityOfSet(set) ??
    (isEntityName(set.replace(/s$/, '')) ? (set.replace(/s$/, '') as EntityName) : undefined);
  if (entity === undefined) {
    reading.notes.add(`'${set || file}' is left out: the tenant has no such set`);
    return;
  }
  for (const [at, row] of list.entries()) {
    const values = (row ?? {}) as Readonly<Record<string, unknown>>;
    if (owner === undefined || navigation === undefined)
      readRow(reading, { file, line: at + 1 }, entity, values);
    else if (navigation === 'appRoleAssignments')
      readRow(reading, { file, line: at + 1 }, 'appRoleAssignment', values);
    else readLinks(reading, entity, owner, navigation, [values]);
  }
}

function readRow(
  reading: Reading,
  source: Source,
  entity: EntityName,
  values: Readonly<Record<string, unknown>>,
): void {
  const id = values['id'];
  if (typeof id !== 'string' || id === '')
    return reading.findings.add(
      source,
      'The object has no id.',
      'Export it with $select=id,… or without $select.',
    );
  const { properties, navigations = {} } = sheets[entity];
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name.includes('@')) continue;
    if (name in properties) known[name] = value;
    else if (name in navigations) readLinks(reading, entity, id, name, [value].flat());
    else reading.notes.add(`'${name}' of ${entity} is left out: the tenant does not keep it`);
  }
  reading.rows.push({ ...source, entity, values: known });
}

function readLinks(
  reading: Reading,
  entity: EntityName,
  owner: string,
  navigation: string,
  others: readonly unknown[],
): void {
  const relation = sheets[entity].navigations?.[navigation]?.relation;
  for (const other of others) {
    const id = (other as { id?: unknown } | null)?.id;
    if (typeof id !== 'string') continue;
    if (relation?.by === 'link') reading.links.push({ nav: relation.nav, source: owner, target: id });
    else if (relation?.by === 'reverse') reading.links.push({ nav: relation.nav, source: id, target: owner });
    else reading.notes.add(`'${navigation}' of ${entity} is left out`);
  }
}

/** `…/$metadata#groups('{id}')/members(id,displayName)` is `['groups', id, 'members']`. */
function pathOfContext(context: unknown): string[] | undefined {
  const fragment = /#([^/(]+)(?:\('?([^)']+)'?\))?(?:\/(\w+))?/.exec(String(context ?? ''));
  const [, set, key, navigation] = fragment ?? [];
  if (set === undefined || set === 'directoryObjects' || set === 'Collection') return undefined;
  return navigation === undefined ? [set] : [set, key ?? '', navigation];
}

/** `groups/{id}/members.json`, `groups-{id}-members.json`, `users-2.json`. */
function pathOfName(file: string): string[] {
  const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const [, set, id, navigation] =
    new RegExp(`(\\w+)[/\\\\_-](${guid})[/\\\\_-](\\w+)\\.json$`, 'i').exec(file) ?? [];
  if (set !== undefined && id !== undefined && navigation !== undefined) return [set, id, navigation];
  return [/([A-Za-z]+)[^/\\]*\.json$/.exec(file)?.[1] ?? ''];
}
