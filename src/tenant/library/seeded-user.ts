import { isoTime, problem } from '#kernel';

import { plainLetters } from '../seed/names.ts';
import type { SeededUser } from './seeded.ts';
import { groupNamed } from './seeded-group.ts';
import { type Site, newPassword } from './site.ts';
import { skuNamed, stockOf } from './stock.ts';
import { findUser } from './views.ts';

/** Properties under Graph's names. What is not given is made up: a name, an address, a password, a place. */
export type UserFacts = Readonly<Record<string, unknown>> & {
  readonly displayName?: string;
  /** An alias alone is completed with the tenant's domain. */
  readonly userPrincipalName?: string;
  readonly password?: string;
};

const day = 24 * 60 * 60 * 1000;

export function seededUser(site: Site, given: string | UserFacts): SeededUser {
  const facts: UserFacts = typeof given === 'string' ? { displayName: given } : given;
  const displayName = facts.displayName ?? `Person ${site.next()}`;
  const { password = newPassword(), ...properties } = facts;
  const spelt = displayName.split(' ').map(plainLetters).filter(Boolean).join('.');
  const named = facts.userPrincipalName ?? (spelt === '' ? `person.${site.next()}` : spelt);
  const userPrincipalName = named.includes('@') ? named : `${named}@${site.domain}`;
  const { id } = site.graph<{ id: string }>('POST', '/users', {
    accountEnabled: true,
    mailNickname: userPrincipalName.split('@')[0],
    usageLocation: 'PT',
    ...properties,
    displayName,
    userPrincipalName,
    passwordProfile: { password, forceChangePasswordNextSignIn: false },
  });
  return handle(site, id, userPrincipalName, password);
}

function handle(site: Site, id: string, userPrincipalName: string, password: string): SeededUser {
  const { graph } = site;
  const reference = (of: string): object => ({
    '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${of}`,
  });
  const state = () => site.tenant().state;
  const user: SeededUser = {
    id,
    userPrincipalName,
    password,
    memberOf(...groups) {
      for (const group of groups)
        graph('POST', `/groups/${groupNamed(site, group)}/members/$ref`, reference(id));
      return user;
    },
    ownerOf(...groups) {
      for (const group of groups)
        graph('POST', `/groups/${groupNamed(site, group)}/owners/$ref`, reference(id));
      return user;
    },
    managedBy(manager) {
      const upn = typeof manager === 'string' ? manager : manager.userPrincipalName;
      const found = findUser(state(), upn.includes('@') ? upn : `${upn}@${site.domain}`);
      if (found === undefined)
        throw problem('TenantObjectMissing', { what: 'user', name: upn, near: 'Seed them first.' });
      graph('PUT', `/users/${id}/manager/$ref`, reference(found.id));
      return user;
    },
    licensed(...skuPartNumbers) {
      for (const part of skuPartNumbers) stockOf(site, part, 1);
      const addLicenses = skuPartNumbers.map((part) => ({ skuId: skuNamed(site, part), disabledPlans: [] }));
      graph('POST', `/users/${id}/assignLicense`, { addLicenses, removeLicenses: [] });
      return user;
    },
    disabled() {
      graph('PATCH', `/users/${id}`, { accountEnabled: false });
      return user;
    },
    lastSignedIn(daysAgo) {
      const at = isoTime(site.tenant().clock.now() - daysAgo * day);
      return user.with({
        signInActivity: {
          lastSignInDateTime: at,
          lastNonInteractiveSignInDateTime: at,
          lastSuccessfulSignInDateTime: at,
        },
      });
    },
    with(properties) {
      state().update('user', id, properties);
      return user;
    },
  };
  return user;
}
