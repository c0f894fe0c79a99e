import { newSecret, problem } from '#kernel';

import { isEntityName } from '../edm/model.ts';
import { demand } from '../odata/demand.ts';
import type { SchemaMember } from '../odata/extensions.ts';
import type { Context } from '../odata/request.ts';
import { shape } from '../odata/shape.ts';
import type { Action, Hooks } from './behaviour.ts';

const dataTypes = ['Binary', 'Boolean', 'DateTime', 'Integer', 'LargeInteger', 'String'];
const targets = ['AdministrativeUnit', 'Application', 'Device', 'Group', 'Organization', 'User'];
/** What Graph lets a schema extension be of beside the directory; here those objects are not kept. */
const otherTargets = ['Contact', 'Event', 'Message', 'Post', 'todoTask', 'todoTaskList'];
/** Source: learn.microsoft.com/graph/extensibility-overview: five definitions an application. */
const mostSchemas = 5;

export const extensionHooks: Readonly<Record<string, Hooks>> = {
  extensionProperty: {
    /** Source: learn.microsoft.com/graph/api/application-post-extensionproperty. */
    create(context, values, _id, scope) {
      const application = demand(context.state, 'application', scope?.id ?? '');
      if (!dataTypes.includes(String(values['dataType']))) throw invalid('dataType', 'ExtensionProperty');
      const aimed = values['targetObjects'] as readonly string[];
      if (aimed.length === 0 || aimed.some((each) => !targets.includes(each)))
        throw invalid('targetObjects', 'ExtensionProperty');
      const given = String(values['name']);
      if (!/^\w{1,80}$/.test(given)) throw invalid('name', 'ExtensionProperty');
      const name = `extension_${String(application['appId']).replaceAll('-', '')}_${given}`;
      if (context.state.find('extensionProperty', 'name', name).length > 0)
        throw problem('GraphExtensionExists', { name });
      return {
        ...values,
        name,
        isMultiValued: values['isMultiValued'] ?? false,
        appDisplayName: application['displayName'],
        isSyncedFromOnPremises: false,
      };
    },
  },
  schemaExtension: {
    /** Source: learn.microsoft.com/graph/api/schemaextension-post-schemaextensions. */
    create(context, values) {
      const owner = String(values['owner'] ?? context.principal.appId);
      const own = context.state.find('schemaExtension', 'owner', owner);
      if (own.length >= mostSchemas) throw problem('GraphSchemaExtensionMost', { most: mostSchemas });
      demandMembers(values['properties']);
      demandTargets(values['targetTypes']);
      const id = schemaId(context, String(values['id']));
      if (context.state.get('schemaExtension', id) !== undefined)
        throw problem('GraphExtensionExists', { name: id });
      return { ...values, id, owner, status: 'InDevelopment' };
    },
    update(context, row, values) {
      demandOwner(context, row['owner']);
      const { id: _id, owner: _owner, ...changed } = values;
      const [from, to] = [String(row['status']), String(changed['status'] ?? row['status'])];
      if (!moves[from]?.includes(to)) throw problem('GraphSchemaExtensionStatus', { from, to });
      if (changed['properties'] !== undefined) demandAdded(row, changed['properties']);
      if (changed['targetTypes'] !== undefined) demandTargets(changed['targetTypes']);
      return changed;
    },
    remove(context, row) {
      demandOwner(context, row['owner']);
      // Source: extensibility-overview: only while it is in development.
      if (row['status'] !== 'InDevelopment')
        throw problem('GraphSchemaExtensionStatus', { from: String(row['status']), to: 'deleted' });
    },
  },
};

/** Source: learn.microsoft.com/graph/extensibility-overview, "Schema extensions lifecycle". */
const moves: Readonly<Record<string, readonly string[]>> = {
  InDevelopment: ['InDevelopment', 'Available', 'Deprecated'],
  Available: ['Available', 'Deprecated'],
  Deprecated: ['Deprecated', 'Available'],
};

export const extensionActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/directoryobject-getavailableextensionproperties. */
  'directoryObjects.getAvailableExtensionProperties'(context, _id, body) {
    const { isSyncedFromOnPremises: synced } = (body ?? {}) as { isSyncedFromOnPremises?: boolean };
    const value = context.state
      .all('extensionProperty')
      .filter((each) => synced === undefined || each['isSyncedFromOnPremises'] === synced)
      .map((each) => shape('extensionProperty', each, undefined));
    return {
      status: 200,
      body: { '@odata.context': `${context.base}/$metadata#Collection(extensionProperty)`, value },
    };
  },
};

/** With a verified domain before it as it is; else Graph puts eight random characters there. */
function schemaId({ state }: Context, given: string): string {
  const [, domain, ending] = /^([0-9a-z]+)_(com|net|gov|edu|org)_\w+$/i.exec(given) ?? [];
  if (domain !== undefined) {
    const verified = state.get('domain', `${domain}.${ending}`)?.['isVerified'] === true;
    if (!verified) throw problem('GraphSchemaExtensionDomain', { domain: `${domain}.${ending}` });
    return given;
  }
  if (!/^[a-z][0-9a-z]{0,54}$/i.test(given)) throw invalid('id', 'SchemaExtension');
  const random = newSecret(24)
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .slice(0, 8)
    .padEnd(8, '0');
  return `ext${random}_${given}`;
}

function demandMembers(value: unknown): asserts value is readonly SchemaMember[] {
  const members = value as readonly Partial<SchemaMember>[];
  const types = dataTypes.filter((type) => type !== 'LargeInteger');
  const good =
    Array.isArray(value) &&
    members.length > 0 &&
    members.every(({ name, type }) => /^[a-z]\w{0,63}$/i.test(name ?? '') && types.includes(type ?? ''));
  if (!good) throw invalid('properties', 'SchemaExtension');
}

/** Members may be added, never changed or removed. */
function demandAdded(row: Readonly<Record<string, unknown>>, value: unknown): void {
  demandMembers(value);
  const before = row['properties'] as readonly SchemaMember[];
  const kept = before.every(({ name, type }) =>
    value.some((each) => each.name === name && each.type === type),
  );
  if (!kept) throw problem('GraphSchemaExtensionAdditive');
}

function demandTargets(value: unknown): void {
  const given = value as readonly string[];
  const known = [...targets, ...otherTargets].map((each) => each.toLowerCase());
  if (given.length === 0 || given.some((each) => !known.includes(each.toLowerCase())))
    throw invalid('targetTypes', 'SchemaExtension');
  const foreign = given.find((each) => !isEntityName(`${each[0]!.toLowerCase()}${each.slice(1)}`));
  if (foreign !== undefined) throw problem('GraphNotEmulated', { operation: `extensions of ${foreign}` });
}

function demandOwner({ principal }: Context, owner: unknown): void {
  if (principal.appId !== owner) throw problem('GraphForbidden');
}

function invalid(property: string, type: string): Error {
  return problem('GraphPropertyInvalid', { property, type });
}
