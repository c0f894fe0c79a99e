import type { EntityName } from '../../edm/model.ts';
import type { TenantState } from '../../state/state.ts';
import type { Principal } from '../request.ts';
import type { Subject } from './subject.ts';

/** A request whose permissions suffice: who asks, and upon what. */
export interface Asked {
  readonly state: TenantState;
  readonly principal: Principal;
  readonly method: string;
  readonly path: string;
  readonly subject: Subject | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Template ids of the roles that the caller has over the subject: looked up when first asked for, so ask last. */
  readonly held: () => readonly string[];
  readonly rolesOf: (id: string) => readonly string[];
}

const ownerLinks: Readonly<Partial<Record<EntityName, string>>> = {
  application: 'application.owners',
  group: 'group.owners',
  servicePrincipal: 'servicePrincipal.owners',
};

/** An owner of an application owns its principal in this respect too. */
export function owns({ state, principal, subject }: Asked): boolean {
  if (subject === undefined) return false;
  const nav = ownerLinks[subject.entity];
  if (nav === undefined) return false;
  return state.linked(nav, subject.id, principal.objectId);
}
