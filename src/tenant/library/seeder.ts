import { type SeededApp, seededApp } from './seeded-app.ts';
import type { SeededGroup, SeededUser } from './seeded.ts';
import { type GroupFacts, seededGroup } from './seeded-group.ts';
import { type UserFacts, seededUser } from './seeded-user.ts';
import type { Site } from './site.ts';
import { stockOf } from './stock.ts';

/**
 * Arranges what a test starts from. Each call is done when it returns, and goes through Graph's engine, so that nothing comes
 * about that Graph would have refused. What is only a circumstance is brought about: groups that are named and missing are
 * made, licences are bought.
 */
export interface Seeder {
  /** `user('Ada Lovelace')`, or with any property that Graph lets one set; all of them have defaults. */
  user(facts?: string | UserFacts): SeededUser;
  /** So many, each told its number from 0. */
  users(count: number, facts?: (number: number) => string | UserFacts): SeededUser[];
  /** Someone from elsewhere, who has accepted the invitation. */
  guest(mail: string, facts?: UserFacts): SeededUser;
  /** The group of this name, made when it is missing. */
  group(facts: string | GroupFacts): SeededGroup;
  /** An application with its service principal. */
  app(displayName?: string): SeededApp;
  /** So many licences are there to be given, beside those that are in use. */
  licences(skuPartNumber: string, free: number): void;
}

export function createSeeder(site: Site): Seeder {
  const seeder: Seeder = {
    user: (facts = {}) => seededUser(site, facts),
    users: (count, facts = () => ({})) =>
      Array.from({ length: count }, (_, number) => seeder.user(facts(number))),
    guest: (mail, facts = {}) =>
      seededUser(site, {
        displayName: mail.split('@')[0]!,
        mailNickname: `${mail.replace('@', '_')}#EXT#`,
        ...facts,
        userPrincipalName: `${mail.replace('@', '_')}#EXT#@${site.domain}`,
      }).with({
        userType: 'Guest',
        mail,
        creationType: 'Invitation',
        externalUserState: 'Accepted',
        usageLocation: null,
      }),
    group: (facts) => seededGroup(site, facts),
    app: (displayName = `App ${site.next()}`) => seededApp(site, displayName),
    licences: (skuPartNumber, free) => stockOf(site, skuPartNumber, free),
  };
  return seeder;
}
