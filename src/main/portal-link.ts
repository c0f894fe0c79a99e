import { openSession } from '#cli';

import type { System } from './launcher/launch.ts';

/**
 * The way in for people that a first start makes: the tenant's first administrator is made owner, and gets a link that signs in
 * once. Whoever can read the terminal has the keys of the installation in reach anyway.
 */
export async function firstSignInLink({ connection }: System): Promise<string> {
  const session = await openSession(connection);
  try {
    const link = await session.tenants.createSignInLink({
      returnTo: `${connection.apiOrigin}/portal/sign-in`,
    });
    await session.client.roles.assign('Owner', link.userId, 'subscription');
    return link.url;
  } finally {
    await session.close();
  }
}
