import { problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { LinkHooks } from '../behaviour.ts';

/** Source: learn.microsoft.com/graph/api/user-post-sponsors. */
const mostSponsors = 5;

export const userLinks: Readonly<Record<string, LinkHooks>> = {
  'user.manager': {
    add(context, user) {
      if (demand(context.state, 'user', user)['onPremisesSyncEnabled'] === true)
        throw problem('GraphMasteredOnPremises');
    },
  },
  'user.sponsors': {
    add(context, user, target) {
      const type = context.state.typeOf(target);
      if (type !== 'user' && type !== 'group')
        throw problem('GraphPropertyInvalid', { property: 'sponsors', type: 'User' });
      if (context.state.targets('user.sponsors', user).length >= mostSponsors)
        throw problem('GraphPropertyInvalid', { property: 'sponsors', type: 'User' });
    },
  },
};
