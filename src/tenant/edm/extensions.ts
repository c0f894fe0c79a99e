import type { ExtensionProperty, OpenTypeExtension, SchemaExtension } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/extensionproperty: lives below the application that defines it. */
const extensionProperty = entity<ExtensionProperty>()({
  name: 'extensionProperty',
  verbs: ['list', 'get', 'create', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    deletedDateTime: time({ byDefault: true, readOnly: true }),
    appDisplayName: text({ byDefault: true, readOnly: true }),
    dataType: text({ byDefault: true, required: true }),
    isMultiValued: flag({ byDefault: true, filter: ['eq'] }),
    isSyncedFromOnPremises: flag({ byDefault: true, readOnly: true }),
    name: text({ byDefault: true, required: true, filter: ['eq'], indexed: true }),
    targetObjects: texts({ byDefault: true, required: true }),
  },
  internal: { applicationId: text({ indexed: true }) },
});

/** Source: learn.microsoft.com/graph/api/resources/schemaextension. */
const schemaExtension = entity<SchemaExtension>()({
  name: 'schemaExtension',
  set: 'schemaExtensions',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, required: true, filter: ['eq'], indexed: true }),
    description: text({ byDefault: true }),
    owner: text({ byDefault: true, filter: ['eq'] }),
    properties: json({ byDefault: true, required: true }),
    status: text({ byDefault: true, filter: ['eq'] }),
    targetTypes: texts({ byDefault: true, required: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/opentypeextension: its other properties are whatever was posted. */
const openTypeExtension = entity<OpenTypeExtension>()({
  name: 'openTypeExtension',
  verbs: ['get'],
  properties: {
    id: text({ byDefault: true, readOnly: true }),
    extensionName: text({ byDefault: true, required: true }),
  },
  internal: { parentId: text({ indexed: true }), creator: text(), values: json() },
  open: 'values',
});

export const extensionSheets = { extensionProperty, schemaExtension, openTypeExtension };

/**
 * Types whose objects have directory and schema extensions; their rows keep the values in a column of their own. Source:
 * learn.microsoft.com/graph/extensibility-overview.
 */
const extensible: ReadonlySet<string> = new Set([
  'administrativeUnit',
  'application',
  'device',
  'group',
  'organization',
  'user',
]);

export function isExtensible(name: string): boolean {
  return extensible.has(name);
}

/** `{ 'extension_<appId>_<name>': value, '<schema extension>': { … } }`. */
export const extensionsColumn = 'extensions';

const directoryName = /^extension_[0-9a-f]{32}_\w{1,90}$/i;
const schemaName = /^(?:ext[0-9a-z]{8}|[0-9a-z]+_(?:com|net|gov|edu|org))_\w{1,90}$/i;

/** Could it name an extension? Letters, digits and underscores only, so that a statement may hold it as it is. */
export function isExtensionName(name: string): boolean {
  return directoryName.test(name) || schemaName.test(name);
}
