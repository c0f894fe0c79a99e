import { type Clock, type TenantryError, isoTime } from '#kernel';

import type { GraphResponse } from './request.ts';

/** Graph's envelope; ids of the request are added where they are known. */
export function graphError(error: TenantryError, clock: Clock): GraphResponse {
  const date = isoTime(clock.now()).slice(0, 19);
  return {
    status: error.status,
    body: { error: { code: error.wireCode, message: error.message, innerError: { date } } },
  };
}
