import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { Context } from '../odata/request.ts';
import { bodyOf } from '../odata/values.ts';
import type { Row } from '../state/columns.ts';
import type { Action, Computed } from './behaviour.ts';

/** Whose objects have open extensions here. Source: learn.microsoft.com/graph/extensibility-overview. */
const owners: readonly EntityName[] = ['user', 'group', 'organization'];
/** Source: the same page: two an object for each application that makes them, 2 KB each. */
const mostEach = 2;
const mostBytes = 2048;

type Values = Readonly<Record<string, unknown>>;

/** As Graph shows one: its name is its id, and its own properties stand beside it. */
export const openExtensionComputed: Readonly<Record<string, Computed>> = Object.fromEntries(
  owners.map((entity) => [
    `${entity}.extensions`,
    ({ state }, parent) =>
      state
        .find('openTypeExtension', 'parentId', parent)
        .map((row): Row => ({ ...row, id: String(row['extensionName']) })),
  ]),
);

const actions: Readonly<Record<'create' | 'update' | 'delete', Action>> = {
  create(context, parent, body, { request }) {
    const { name, values } = read(body);
    if (find(context, parent, name) !== undefined) throw problem('GraphOpenExtensionExists');
    const { appId } = context.principal;
    const own = context.state
      .find('openTypeExtension', 'parentId', parent)
      .filter(({ creator }) => creator === appId);
    if (own.length >= mostEach) throw problem('GraphOpenExtensionMost', { most: mostEach });
    context.state.insert('openTypeExtension', {
      id: context.newId(),
      parentId: parent,
      extensionName: name,
      creator: appId,
      values,
    });
    return {
      status: 201,
      headers: { location: `${context.base}${request.path}/${name}` },
      body: {
        '@odata.context': `${context.base}/$metadata#${request.path.slice(1)}/$entity`,
        '@odata.type': '#microsoft.graph.openTypeExtension',
        ...values,
        extensionName: name,
        id: name,
      },
    };
  },
  update(context, parent, body, { parameters }) {
    const row = demandOne(context, parent, parameters['id']);
    // Source: opentypeextension-update: properties that are given change, those given as null go.
    const { values } = read({ ...bodyOf(body), extensionName: row['extensionName'] });
    const merged = Object.fromEntries(
      Object.entries({ ...(row['values'] as Values), ...values }).filter(([, value]) => value !== null),
    );
    context.state.update('openTypeExtension', row.id, { values: merged });
    return { status: 204 };
  },
  delete(context, parent, _body, { parameters }) {
    context.state.remove('openTypeExtension', demandOne(context, parent, parameters['id']).id);
    return { status: 204 };
  },
};

export const openExtensionActions: Readonly<Record<string, Action>> = Object.fromEntries(
  owners.flatMap((entity) =>
    Object.entries(actions).map(([verb, action]) => [`${entity}.extensions.${verb}`, action] as const),
  ),
);

function read(body: unknown): { readonly name: string; readonly values: Values } {
  const { extensionName, id: _id, ...rest } = bodyOf(body);
  if (typeof extensionName !== 'string' || extensionName === '')
    throw problem('GraphPropertyMissing', { property: 'extensionName', type: 'OpenTypeExtension' });
  const values = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('@odata.')));
  const tooLong = Buffer.byteLength(JSON.stringify(values)) > mostBytes;
  if (tooLong || extensionName.length > 128)
    throw problem('GraphPropertyInvalid', {
      property: extensionName.slice(0, 40),
      type: 'OpenTypeExtension',
    });
  return { name: extensionName, values };
}

/** By its name, or as Graph's own links write it with the type before it. */
function find({ state }: Context, parent: string, name: string): Row | undefined {
  const plain = name.replace(/^microsoft\.graph\.openTypeExtension\./i, '').toLowerCase();
  return state
    .find('openTypeExtension', 'parentId', parent)
    .find((row) => String(row['extensionName']).toLowerCase() === plain);
}

function demandOne(context: Context, parent: string, name = ''): Row {
  const row = find(context, parent, name);
  if (row === undefined) throw problem('GraphNotFound', { id: name });
  return row;
}
