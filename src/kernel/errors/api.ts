import type { ErrorTable } from './entry.ts';

/** Codes and texts are Azure Resource Manager's own where it has them. */
export const apiErrors = {
  TokenMissing: {
    status: 401,
    wireCode: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing or has no bearer token.",
    remedy: 'Sign in at {authority} and send the token as `Authorization: Bearer <token>`.',
  },
  TokenInvalid: {
    status: 401,
    wireCode: 'InvalidAuthenticationToken',
    message: 'The access token is invalid: {detail}.',
    remedy: 'Ask {authority} for a new one.',
  },
  TokenExpired: {
    status: 401,
    wireCode: 'ExpiredAuthenticationToken',
    message: 'The access token has expired.',
    remedy: 'Ask {authority} for a new one.',
  },
  TokenAudienceWrong: {
    status: 401,
    wireCode: 'InvalidAuthenticationTokenAudience',
    message: "The access token has been obtained for the wrong audience or resource '{audience}'.",
    remedy: "Ask for one of 'https://management.azure.com/'.",
  },
  SignInUnavailable: {
    status: 503,
    message: 'Tokens cannot be checked, since {authority} does not answer with its keys.',
    remedy: 'Try again in a moment.',
  },
  AccessDenied: {
    status: 403,
    wireCode: 'AuthorizationFailed',
    message:
      "The client '{client}' with object id '{principal}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid.",
    remedy: 'Ask an owner for a role there; after it was granted, sign in again.',
  },
  ApiVersionMissing: {
    status: 400,
    wireCode: 'MissingApiVersionParameter',
    message: 'The api-version query parameter (?api-version=) is required for all requests.',
  },
  ApiVersionUnknown: {
    status: 400,
    wireCode: 'InvalidApiVersionParameter',
    message: "The api-version '{version}' is invalid. The supported versions are '{known}'.",
  },
  RouteUnknown: {
    status: 404,
    wireCode: 'NotFound',
    message: 'There is no {method} {path} in this version of Tenantry.',
  },
  SubscriptionNotFound: { status: 404, message: "The subscription '{subscription}' could not be found." },
  ResourceGroupNotFound: { status: 404, message: "Resource group '{group}' could not be found." },
  BodyInvalid: {
    status: 400,
    wireCode: 'InvalidRequestContent',
    message: 'The request content was invalid: {detail}.',
  },
  BodyTooLarge: {
    status: 413,
    wireCode: 'RequestEntityTooLarge',
    message: 'The request content is larger than {most} bytes.',
  },
  RequestMalformed: { status: 400, wireCode: 'BadRequest', message: 'The request cannot be read: {detail}.' },
  FilterInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Invalid $filter '{filter}': {detail}.",
    remedy: "Join terms with ` and `, such as properties/status eq 'Running'. Here: {known}.",
  },
  SkipTokenInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'The $skiptoken is none of this server.',
    remedy: 'Follow a nextLink as it is.',
  },
} as const satisfies ErrorTable;
