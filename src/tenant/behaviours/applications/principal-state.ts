import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';

type Values = Record<string, unknown>;

/** What a service principal shows of its application. */
export function shownOfApplication(application: Readonly<Record<string, unknown>>): Values {
  const api = application['api'] as { oauth2PermissionScopes?: unknown[] } | null | undefined;
  const web = application['web'] as { homePageUrl?: unknown; logoutUrl?: unknown } | null | undefined;
  const redirects = ['web', 'spa', 'publicClient'].flatMap(
    (platform) =>
      (application[platform] as { redirectUris?: string[] } | null | undefined)?.redirectUris ?? [],
  );
  return {
    appDescription: application['description'] ?? null,
    appDisplayName: application['displayName'],
    appRoles: application['appRoles'] ?? [],
    applicationTemplateId: application['applicationTemplateId'] ?? null,
    homepage: web?.homePageUrl ?? null,
    info: application['info'] ?? null,
    logoutUrl: web?.logoutUrl ?? null,
    oauth2PermissionScopes: api?.oauth2PermissionScopes ?? [],
    replyUrls: redirects,
    servicePrincipalNames: [
      String(application['appId']),
      ...((application['identifierUris'] ?? []) as readonly string[]),
    ],
    signInAudience: application['signInAudience'] ?? 'AzureADMyOrg',
    verifiedPublisher: application['verifiedPublisher'] ?? null,
  };
}

/** After the application changed: its principal follows, name included unless it was given one of its own. */
export function syncPrincipal(state: TenantState, application: Row): void {
  const [principal] = state.find('servicePrincipal', 'appId', String(application['appId']));
  if (principal === undefined) return;
  const shown = shownOfApplication(application);
  const ownName = principal['displayName'] !== principal['appDisplayName'];
  state.update('servicePrincipal', principal.id, {
    ...shown,
    ...(!ownName && { displayName: application['displayName'] }),
  });
}
