import { roleTemplates } from '../../facts/role-templates.ts';

const byName = new Map(roleTemplates.map(({ displayName, id }) => [displayName, id]));
const byId = new Map(roleTemplates.map(({ displayName, id }) => [id, displayName]));

/** Template ids of roles by their names. A name that Entra does not have holds nobody. */
export function roleIds(names: readonly string[]): string[] {
  return names.flatMap((name) => byName.get(name) ?? []);
}

export function roleName(id: string): string {
  return byId.get(id) ?? id;
}

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const privilegedAuthenticationAdministrator = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';
