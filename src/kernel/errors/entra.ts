import type { ErrorTable } from './entry.ts';

/**
 * Entra's token errors: `wireCode` is `<AADSTS number> <OAuth error>`, the text what Entra writes after the number.
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */
export const entraErrors = {
  EntraTenantMalformed: {
    status: 400,
    wireCode: '900023 invalid_request',
    message:
      "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
  },
  EntraTenantUnknown: {
    status: 400,
    wireCode: '90002 invalid_request',
    message:
      "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  EntraTenantCommon: {
    status: 400,
    wireCode: '50059 invalid_request',
    message:
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  EntraGrantUnsupported: {
    status: 400,
    wireCode: '70003 unsupported_grant_type',
    message: "The app requested an unsupported grant type '{grant}'.",
  },
  EntraParameterMissing: {
    status: 400,
    wireCode: '900144 invalid_request',
    message: "The request body must contain the following parameter: '{parameter}'.",
  },
  EntraAppUnknown: {
    status: 400,
    wireCode: '700016 unauthorized_client',
    message:
      "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  },
  EntraAppDisabled: {
    status: 400,
    wireCode: '7000112 unauthorized_client',
    message: "Application '{client}' is disabled.",
  },
  EntraSecretWrong: {
    status: 401,
    wireCode: '7000215 invalid_client',
    message:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.",
  },
  EntraSecretExpired: {
    status: 401,
    wireCode: '7000222 invalid_client',
    message:
      "The provided client secret keys for app '{client}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.",
  },
  EntraCredentialMissing: {
    status: 401,
    wireCode: '7000218 invalid_client',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  EntraAssertionMalformed: {
    status: 401,
    wireCode: '50027 invalid_client',
    message: 'JWT token is invalid or malformed.',
  },
  EntraAssertionKey: {
    status: 401,
    wireCode: '700027 invalid_client',
    message:
      "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {reason}, Thumbprint of key used by client: '{thumbprint}']",
  },
  EntraAssertionTime: {
    status: 401,
    wireCode: '700024 invalid_client',
    message: 'Client assertion is not within its valid time range.',
  },
  EntraAssertionAudience: {
    status: 401,
    wireCode: '700023 invalid_client',
    message: 'Client assertion audience claim does not match Realm issuer.',
  },
  EntraAssertionSubject: {
    status: 401,
    wireCode: '700021 invalid_client',
    message: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  EntraScopeInvalid: {
    status: 400,
    wireCode: '70011 invalid_scope',
    message:
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  EntraScopeNotDefault: {
    status: 400,
    wireCode: '1002012 invalid_scope',
    message:
      'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  EntraResourceUnknown: {
    status: 400,
    wireCode: '500011 invalid_resource',
    message:
      'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
} as const satisfies ErrorTable;
