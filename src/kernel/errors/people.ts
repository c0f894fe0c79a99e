import type { ErrorTable } from './entry.ts';

/**
 * Users, groups, licences and what belongs to them, in Graph's words. Sources: the reference pages of
 * learn.microsoft.com/graph and what administrators' scripts match on; a text that is only believed says so.
 */
export const peopleErrors = {
  GraphMembershipRuleInvalid: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Dynamic membership rule validation error: {detail}',
  },
} as const satisfies ErrorTable;
