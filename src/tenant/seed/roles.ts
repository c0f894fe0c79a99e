import { implicitRoleTemplates, roleTemplates } from '../facts/role-templates.ts';

type Insert = (
  entity: 'directoryRoleTemplate' | 'unifiedRoleDefinition',
  row: Readonly<Record<string, unknown>> & { readonly id: string },
) => void;

/** Role templates and built-in role definitions, which every tenant has from its first day. */
export function seedRoles(insert: Insert): void {
  for (const { id, displayName, description } of [...roleTemplates, ...implicitRoleTemplates])
    insert('directoryRoleTemplate', { id, displayName, description, deletedDateTime: null });
  for (const { id, displayName, description } of roleTemplates)
    insert('unifiedRoleDefinition', {
      id,
      displayName,
      description,
      isBuiltIn: true,
      isEnabled: true,
      resourceScopes: ['/'],
      // What each may do is told by Microsoft's list, which is not repeated here.
      rolePermissions: [{ allowedResourceActions: [], condition: null }],
      templateId: id,
      version: '1',
    });
}
