import type { Context } from '../odata/request.ts';

/**
 * Somebody who makes an application, its principal or a group through a client owns it; an application that may write
 * only its own owns what it makes. Source: learn.microsoft.com/graph/api/application-post-applications and
 * …/group-post-groups.
 */
export function ownByCreator({ state, principal }: Context, nav: string, id: string): void {
  const owning =
    principal.kind === 'user' ||
    (nav !== 'group.owners' &&
      principal.roles.includes('Application.ReadWrite.OwnedBy') &&
      !principal.roles.includes('Application.ReadWrite.All'));
  if (owning && state.typeOf(principal.objectId) !== undefined) state.link(nav, id, principal.objectId);
}
