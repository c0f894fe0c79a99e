import { z } from 'zod';

import { optionalText } from './body.ts';

const contentHash = z
  .object({ algorithm: z.string(), value: z.string() })
  .nullish()
  .transform((hash) => hash ?? undefined);
/** ARM's `properties.contentLink`; undefined when it names no address. */
export const contentLink = z
  .object({ uri: optionalText, version: optionalText, contentHash })
  .nullish()
  .transform((link) => (link?.uri === undefined ? undefined : { ...link, uri: link.uri }));
