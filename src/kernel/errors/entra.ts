import type { ErrorTable } from './entry.ts';

/**
 * Entra's errors: `wireCode` is `<AADSTS number> <OAuth error> [suberror]`, the text what Entra writes after the number.
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes, and answers that people published. Where the
 * pairing of a number with its OAuth error was seen nowhere, the row says "believed".
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
  EntraResourceUnknownV1: {
    status: 400,
    wireCode: '650057 invalid_resource',
    message:
      "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {client}({name}). Resource value from request: {resource}. Resource app ID: {resourceApp}. List of valid resources from app registration: {valid}.",
  },
  EntraInstanceUnknown: {
    status: 400,
    wireCode: '50049 invalid_instance',
    message: 'Unknown or invalid instance.',
  },
  EntraNotMultiTenant: {
    status: 400,
    wireCode: '50194 invalid_request',
    message:
      "Application '{client}'({name}) is not configured as a multi-tenant application. Usage of the /{tenant} endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  },
  EntraPersonalAccounts: {
    status: 400,
    wireCode: '700016 unauthorized_client',
    message:
      "Application with identifier '{client}' was not found in the directory 'Microsoft Accounts'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  EntraPrincipalMissing: {
    status: 401,
    wireCode: '7000229 invalid_client',
    message:
      'The client application {client} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
  },
  EntraClientMismatch: {
    status: 400,
    wireCode: '90023 invalid_request',
    message: 'The client identifiers of the request and of its Authorization header differ.',
  },
  EntraPublicClientProof: {
    status: 401,
    wireCode: '700025 invalid_client',
    message: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  EntraAssertionTypeInvalid: {
    status: 401,
    wireCode: '50027 invalid_client',
    message: "JWT token is invalid or malformed. The 'client_assertion_type' is not a JWT bearer assertion.",
  },
  EntraFederationNone: {
    status: 401,
    wireCode: '70025 invalid_client',
    message:
      "The client '{client}'({name}) has no configured federated identity credentials. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  },
  EntraFederationIssuer: {
    status: 401,
    wireCode: '700211 invalid_client',
    message:
      "No matching federated identity record found for presented assertion issuer '{issuer}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  },
  EntraFederationAudience: {
    status: 401,
    wireCode: '700212 invalid_client',
    message:
      "No matching federated identity record found for presented assertion audience '{audience}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  },
  EntraFederationSubject: {
    status: 401,
    wireCode: '700213 invalid_client',
    message:
      "No matching federated identity record found for presented assertion subject '{subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  },
  EntraFederationSubjectCase: {
    status: 401,
    wireCode: '7002138 invalid_client',
    message:
      "No matching federated identity record found for presented assertion subject '{subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  },
  EntraFederationKeys: {
    status: 401,
    wireCode: '50166 invalid_client',
    message: 'Request to External OIDC endpoint failed. {detail}',
  },
  EntraFederationSignature: {
    status: 401,
    wireCode: '5001620 invalid_client',
    message:
      "The key used by the issuer '{issuer}' to sign the presented assertion was not found among its published keys, or the signature does not match.",
  },
  EntraResponseTypeMissing: {
    status: 400,
    wireCode: '900144 invalid_request',
    message: "The request body must contain the following parameter: 'response_type'.",
  },
  EntraResponseTypeUnsupported: {
    status: 400,
    wireCode: '70005 unsupported_response_type',
    message: "response_type '{type}' is not supported for the application.",
  },
  EntraIdTokenDisabled: {
    status: 400,
    wireCode: '700054 unsupported_response_type',
    message: "response_type 'id_token' is not enabled for the application.",
  },
  EntraImplicitDisabled: {
    status: 400,
    wireCode: '700051 unsupported_response_type',
    message: "response_type 'token' is not enabled for the application.",
  },
  EntraResponseModeInvalid: {
    status: 400,
    wireCode: '70007 invalid_request',
    message: "'{mode}' isn't a supported value of 'response_mode' when requesting a token.",
  },
  EntraRedirectMismatch: {
    status: 400,
    wireCode: '50011 invalid_request',
    message:
      "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the application '{client}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.",
  },
  EntraRedirectNone: {
    status: 400,
    wireCode: '500113 invalid_request',
    message: 'No reply address is registered for the application.',
  },
  EntraPromptInvalid: {
    status: 400,
    wireCode: '90023 invalid_request',
    message: "Unsupported 'prompt' value.",
  },
  EntraChallengeInvalid: {
    status: 400,
    wireCode: '501491 invalid_request',
    message: 'Invalid size of Code_Challenge parameter.',
  },
  EntraChallengeMethod: {
    status: 400,
    wireCode: '9002313 invalid_request',
    message: "Invalid request. The 'code_challenge_method' of a single-page application must be S256.",
  },
  EntraChallengeMissing: {
    status: 400,
    wireCode: '9002325 invalid_request',
    message: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
  EntraVerifierMissing: {
    status: 400,
    wireCode: '50148 invalid_grant',
    message: 'The code_verifier is required: a code_challenge was supplied in the authorization request.',
  },
  EntraVerifierWrong: {
    status: 400,
    wireCode: '501481 invalid_grant',
    message: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  EntraCodeMalformed: {
    status: 400,
    wireCode: '9002313 invalid_grant',
    message: 'Invalid request. Request is malformed or invalid.',
  },
  EntraGrantInvalid: {
    status: 400,
    wireCode: '70000 invalid_grant',
    message: 'Provided grant is invalid or malformed.',
  },
  EntraGrantOfAnotherClient: {
    status: 400,
    wireCode: '700005 invalid_grant',
    message:
      'Provided Authorization Code is intended to use against other tenant or application, thus rejected.',
  },
  EntraCodeExpired: {
    status: 400,
    wireCode: '70008 invalid_grant',
    message:
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  EntraCodeRedeemed: {
    status: 400,
    wireCode: '54005 invalid_grant',
    message:
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  EntraReplyAddressDiffers: {
    status: 400,
    wireCode: '500112 invalid_client',
    message:
      "The reply address '{uri}' does not match the reply address '{before}' provided when requesting Authorization code.",
  },
  EntraSpaOnly: {
    status: 400,
    wireCode: '9002327 invalid_request',
    message:
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  EntraCrossOrigin: {
    status: 400,
    wireCode: '9002326 invalid_request',
    message:
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
  },
  EntraRefreshExpired: {
    status: 400,
    wireCode: '700082 invalid_grant bad_token',
    message:
      'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {time}.',
  },
  EntraRefreshExpiredSpa: {
    status: 400,
    wireCode: '700084 invalid_grant bad_token',
    message:
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of {time}, which can not be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.',
  },
  EntraGrantRevoked: {
    status: 400,
    wireCode: '50173 invalid_grant bad_token',
    message:
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
  },
  EntraUserDisabled: {
    status: 400,
    wireCode: '50057 invalid_grant',
    message: 'The user account is disabled.',
  },
  EntraUserUnknown: {
    status: 400,
    wireCode: '50034 invalid_grant',
    message:
      'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
  },
  EntraUserGone: {
    status: 400,
    wireCode: '500341 invalid_grant',
    message:
      'The user account {user} has been deleted from the {tenant} directory. To sign into this application, the account must be added to the directory.',
  },
  EntraPasswordWrong: {
    status: 400,
    wireCode: '50126 invalid_grant',
    message: 'Error validating credentials due to invalid username or password.',
  },
  EntraPasswordExpired: {
    status: 400,
    wireCode: '50055 invalid_grant user_password_expired',
    message: 'The password is expired.',
  },
  EntraAccountLocked: {
    status: 400,
    wireCode: '50053 invalid_grant',
    message:
      "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  },
  EntraMfaRequired: {
    status: 400,
    wireCode: '50076 invalid_grant basic_action',
    message:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
  },
  EntraMfaEnrolment: {
    status: 400,
    wireCode: '50079 invalid_grant basic_action',
    message:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{resource}'.",
  },
  EntraAccessBlocked: {
    status: 400,
    wireCode: '53003 invalid_grant message_only',
    message:
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  EntraDeviceRequired: {
    status: 400,
    wireCode: '53000 invalid_grant message_only',
    message:
      'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
  },
  EntraNotAssigned: {
    status: 400,
    wireCode: '50105 invalid_grant',
    message:
      "Your administrator has configured the application {name} ('{client}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
  },
  EntraClientNotAssigned: {
    status: 400,
    wireCode: '501051 invalid_grant',
    message:
      "Application '{client}'({name}) is not assigned to a role for the application '{resource}'({resourceName}).",
  },
  EntraConsentMissing: {
    status: 400,
    wireCode: '65001 invalid_grant consent_required',
    message:
      "The user or administrator has not consented to use the application with ID '{client}' named '{name}'. Send an interactive authorization request for this user and resource.",
  },
  EntraConsentMissingSilent: {
    status: 400,
    wireCode: '65001 consent_required',
    message:
      "The user or administrator has not consented to use the application with ID '{client}' named '{name}'. Send an interactive authorization request for this user and resource.",
  },
  EntraConsentDeclined: {
    status: 400,
    wireCode: '65004 access_denied',
    message: 'User declined to consent to access the app.',
  },
  EntraAdminConsentNeeded: {
    status: 400,
    wireCode: '90094 access_denied',
    message:
      "The grant requires administrator permission: '{scopes}' of '{name}' can be consented to by an administrator only.",
  },
  EntraAdminConsentDenied: {
    status: 400,
    wireCode: '90093 access_denied',
    message: 'The signed in user is not permitted to grant these permissions for the organization.',
  },
  EntraScopeUnknown: {
    status: 400,
    wireCode: '70011 invalid_scope',
    message:
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} does not exist.",
  },
  EntraScopeUnknownOfApp: {
    status: 400,
    wireCode: '650053 invalid_client',
    message:
      "The application '{name}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact the app vendor.",
  },
  EntraScopeResources: {
    status: 400,
    wireCode: '28000 invalid_request',
    message:
      'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
  },
  EntraScopeDefaultMixed: {
    status: 400,
    wireCode: '70011 invalid_scope',
    message:
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid. .default scope can't be combined with resource-specific scopes.",
  },
  EntraSilentNoSession: {
    status: 400,
    wireCode: '50058 login_required',
    message: 'A silent sign-in request was sent but no user is signed in.',
  },
  EntraSilentInteraction: {
    status: 400,
    wireCode: '50076 interaction_required',
    message:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
  },
  EntraSilentSelection: {
    status: 400,
    wireCode: '16000 interaction_required',
    message:
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  },
  EntraSignInCancelled: {
    status: 400,
    wireCode: '65004 access_denied',
    message: 'The user cancelled the sign-in.',
  },
  EntraFlowStale: {
    status: 400,
    wireCode: '165900 invalid_request',
    message: 'Invalid request. Request might be stale or incomplete: begin again at the application.',
  },
  EntraSignInLinkSpent: {
    status: 400,
    wireCode: '130503 invalid_request',
    message:
      'This link was used before, or is more than an hour old, or the tenant was started again since. `tenantry portal` makes another one.',
  },
  EntraDevicePending: {
    status: 400,
    wireCode: '70016 authorization_pending',
    message: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  EntraDeviceSlowDown: {
    status: 400,
    wireCode: '70016 slow_down',
    message: 'OAuth 2.0 device flow error. Polling too often: wait for the interval before the next request.',
  },
  EntraDeviceDeclined: {
    status: 400,
    wireCode: '70000 authorization_declined',
    message: 'The end user denied the authorization request.',
  },
  EntraDeviceCodeExpired: {
    status: 400,
    wireCode: '70020 expired_token',
    message:
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
  EntraDeviceCodeWrong: {
    status: 400,
    wireCode: '70018 bad_verification_code',
    message: "The provided value for the input parameter 'device_code' is not valid.",
  },
  EntraUserCodeWrong: {
    status: 400,
    wireCode: '70018 invalid_request',
    message: 'That code is unknown or has expired. Ask the device for a new one.',
  },
  EntraOboSignature: {
    status: 400,
    wireCode: '50013 invalid_grant',
    message: 'Assertion failed signature validation. [Reason - {reason}]',
  },
  EntraOboAudience: {
    status: 400,
    wireCode: '500131 invalid_grant',
    message:
      "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{expected}' or one of the Application Uris of this application with App ID '{client}'({name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.",
  },
  EntraOboExpired: {
    status: 400,
    wireCode: '500133 invalid_grant',
    message:
      'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
  },
  EntraOboAppToken: {
    status: 400,
    wireCode: '7000114 invalid_grant',
    message: "Application '{client}' isn't allowed to make application on-behalf-of calls.",
  },
  EntraOboUse: {
    status: 400,
    wireCode: '901002 invalid_request',
    message: "The 'requested_token_use' request parameter must be 'on_behalf_of'.",
  },
  EntraRopcPersonal: {
    status: 400,
    wireCode: '9001023 invalid_request',
    message:
      'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  },
  EntraManagedIdentityGrant: {
    status: 400,
    wireCode: '700016 unauthorized_client',
    message:
      "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  },
  EntraResourceUnknown: {
    status: 400,
    wireCode: '500011 invalid_resource',
    message:
      'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
} as const satisfies ErrorTable;
