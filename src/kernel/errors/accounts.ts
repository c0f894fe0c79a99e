import type { ErrorTable } from './entry.ts';

/** What belongs to an account as a whole, and what Azure has that Tenantry is not. */
export const accountErrors = {
  KeyNameUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "An account has no key of the name '{name}'.",
    remedy: 'Name primary or secondary.',
  },
  ActivityNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "The module '{module}' has no activity '{name}'.",
    remedy: 'List the activities of the module: they are the commands of its default version.',
  },
  VersionWithout: {
    status: 400,
    wireCode: 'NoRegisteredProviderFound',
    message:
      "No registered resource provider found for location 'local' and API version '{version}' for type '{type}'. The supported api-versions are '{known}'. The supported locations are 'local'.",
  },
  NotOffered: {
    status: 400,
    wireCode: 'OperationNotSupported',
    message: 'Tenantry has no {what}.',
    remedy: '{instead}',
  },
  NotOfferedNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "There is no {what} '{name}'; Tenantry has none.",
    remedy: '{instead}',
  },
} as const satisfies ErrorTable;
