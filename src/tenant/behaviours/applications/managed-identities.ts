import { X509Certificate, createHash } from 'node:crypto';

import { isoTime, problem } from '#kernel';

import { discard } from '../../odata/deleted-items.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { StoredKey } from './stored.ts';

/** A resource of Azure that is to be somebody in the directory. */
export interface ManagedIdentityInput {
  /** The name of the resource. */
  readonly displayName: string;
  /** `/subscriptions/…/resourceGroups/…/providers/…`: of the account, or of the user-assigned identity. */
  readonly resourceId: string;
  /** A resource of its own that others are given (user-assigned), or part of another (system-assigned). */
  readonly userAssigned: boolean;
  /** DER in base64 of the certificate whose key the resource provider keeps. */
  readonly certificate: string;
}

type Work = Pick<Context, 'state' | 'clock' | 'newId'>;

const managed = 'ManagedIdentity';

export function isManagedIdentity(principal: Row): boolean {
  return principal['servicePrincipalType'] === managed;
}

/** The resource that it stands for. */
export function resourceOf(principal: Row): string | undefined {
  return ((principal['alternativeNames'] ?? []) as readonly string[]).find((name) => name.startsWith('/'));
}

/**
 * The service principal that Azure makes for a resource with an identity. There is no application to it: nobody can add a
 * secret. Source: learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-view-managed-identity-service-principal-cli;
 * that the owner and the audience are null is from answers that people published.
 */
export function makeManagedIdentity(work: Work, input: ManagedIdentityInput): Row {
  const { state, newId } = work;
  const { displayName, resourceId, userAssigned } = checked(input);
  const [id, appId] = [newId(), newId()];
  const named = createHash('sha256').update(resourceId.toLowerCase()).digest('base64');
  const key = keyOf(work, appId, input.certificate);
  state.insert('servicePrincipal', {
    id,
    accountEnabled: true,
    addIns: [],
    alternativeNames: [`isExplicit=${userAssigned ? 'True' : 'False'}`, resourceId],
    appDisplayName: null,
    appId,
    appOwnerOrganizationId: null,
    appRoleAssignmentRequired: false,
    appRoles: [],
    displayName,
    keyCredentials: [key],
    notificationEmailAddresses: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    replyUrls: [],
    resourceSpecificApplicationPermissions: [],
    servicePrincipalNames: [appId, `https://identity.azure.net/${named}`],
    servicePrincipalType: managed,
    signInAudience: null,
    tags: [],
  });
  return state.get('servicePrincipal', id)!;
}

/** Goes with its resource: its roles and assignments too. False when there is none of that client id. */
export function removeManagedIdentity(work: Work, appId: string): boolean {
  const [principal] = work.state.find('servicePrincipal', 'appId', appId);
  if (principal === undefined || !isManagedIdentity(principal)) return false;
  work.state.transaction(() => discard(work, 'servicePrincipal', principal));
  return true;
}

export function managedIdentities(state: TenantState): Row[] {
  return state.find('servicePrincipal', 'servicePrincipalType', managed);
}

/**
 * "Can be granted access and permissions, but can't be updated or modified directly": what it is belongs to the resource.
 * Source: learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals. Graph's words are believed.
 */
export function demandOwnPrincipal(principal: Row): void {
  if (isManagedIdentity(principal)) throw problem('GraphManagedIdentityFixed');
}

function checked(input: ManagedIdentityInput): ManagedIdentityInput {
  const { displayName, resourceId, userAssigned, certificate } = input;
  const given =
    typeof displayName === 'string' &&
    displayName !== '' &&
    typeof resourceId === 'string' &&
    /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+$/i.test(resourceId) &&
    typeof userAssigned === 'boolean' &&
    typeof certificate === 'string';
  if (!given) throw problem('ManagedIdentityInvalid');
  return input;
}

function keyOf({ clock, newId }: Work, appId: string, certificate: string): StoredKey {
  const { validFrom, validTo } = readCertificate(certificate);
  return {
    customKeyIdentifier: null,
    displayName: `CN=${appId}`,
    endDateTime: isoTime(Date.parse(validTo)),
    key: certificate,
    keyId: newId(),
    // Of a tenant whose clock was set back, too, it is good from now on.
    startDateTime: isoTime(Math.min(Date.parse(validFrom), clock.now())),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}

function readCertificate(certificate: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64'));
  } catch (error) {
    throw problem('ManagedIdentityInvalid', {}, error);
  }
}
