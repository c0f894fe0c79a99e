import { type Account, type Connection, type ConnectionType, armId } from '#automation';

import { showWarnings } from '../http/shapes.ts';

export function showConnection(account: Account, connection: Connection): unknown {
  const { name, connectionType, fieldValues, description, createdAt, modifiedAt, warnings } = connection;
  return {
    id: `${armId(account)}/connections/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Connections',
    properties: {
      connectionType: { name: connectionType },
      fieldDefinitionValues: fieldValues,
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      ...showWarnings(warnings),
    },
  };
}

export function showConnectionType(account: Account, type: ConnectionType): unknown {
  const { name, isGlobal, fieldDefinitions, createdAt, modifiedAt } = type;
  return {
    id: `${armId(account)}/connectionTypes/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/ConnectionTypes',
    properties: {
      isGlobal,
      fieldDefinitions,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
    },
  };
}
