import { z } from 'zod';

/** How a package is chosen that is named instead of being a file: the same for modules of accounts and of environments. */
export const feedOptions = {
  version: z.string().optional().meta({
    description: 'from a feed: a version, or a range such as [1.0,2.0) (default: the newest release)',
    value: 'version',
  }),
  from: z.string().optional().meta({
    description: 'from a feed: only this one (default: the first that has the module)',
    value: 'feed',
  }),
  prerelease: z.boolean().default(false).meta({ description: 'from a feed: prereleases count too' }),
};
