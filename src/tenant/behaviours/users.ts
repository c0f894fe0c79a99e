import { isoTime, problem } from '#kernel';

import { rememberPassword } from '../entra/users/passwords.ts';
import type { Context } from '../odata/request.ts';
import type { Action, Hooks } from './behaviour.ts';

/** To the second, as the directory writes times. */
export function instant(context: Context): string {
  return isoTime(context.clock.now()).replace(/\.\d{3}Z$/, 'Z');
}

export const userHooks: Readonly<Record<string, Hooks>> = {
  user: {
    create(context, values, id) {
      const upn = String(values['userPrincipalName']);
      demandVerifiedDomain(context, upn);
      demandUnique(context, upn, undefined);
      demandStrongPassword(values['passwordProfile']);
      rememberPassword(context.state, id, values['passwordProfile']);
      return {
        ...values,
        userType: values['userType'] ?? 'Member',
        createdDateTime: instant(context),
        lastPasswordChangeDateTime: instant(context),
        // A user with a mailbox gets its address; the alias at the initial domain is left out here.
        mail: values['mail'] ?? null,
        proxyAddresses: values['mail'] === undefined ? [] : [`SMTP:${String(values['mail'])}`],
        assignedLicenses: [],
        assignedPlans: [],
        licenseAssignmentStates: [],
        passwordProfile: null,
      };
    },
    update(context, row, values) {
      const { userPrincipalName, passwordProfile, ...others } = values;
      const rest =
        passwordProfile === undefined ? others : { ...others, lastPasswordChangeDateTime: instant(context) };
      if (passwordProfile !== undefined) {
        demandStrongPassword(passwordProfile);
        rememberPassword(context.state, row.id, passwordProfile);
      }
      if (userPrincipalName === undefined) return rest;
      const upn = String(userPrincipalName);
      demandVerifiedDomain(context, upn);
      demandUnique(context, upn, row.id);
      return { ...rest, userPrincipalName: upn };
    },
    remove(context, row) {
      returnLicences(context, row['assignedLicenses'] as readonly { skuId: string }[]);
    },
  },
};

export const userActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-revokesigninsessions: sessions from before this moment end. */
  'user.revokeSignInSessions'(context, id) {
    context.state.update('user', id, { signInSessionsValidFromDateTime: instant(context) });
    return {
      status: 200,
      body: { '@odata.context': `${context.base}/$metadata#Edm.Boolean`, value: true },
    };
  },
  'user.getMemberGroups'(context, id, body) {
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#Collection(Edm.String)`,
        value: memberGroups(context, id, body),
      },
    };
  },
  'user.checkMemberGroups'(context, id, body) {
    const { groupIds } = body as { groupIds?: readonly string[] };
    if (!Array.isArray(groupIds))
      throw problem('GraphPropertyMissing', { property: 'groupIds', type: 'User' });
    const all = new Set(memberGroups(context, id, { securityEnabledOnly: false }));
    const value = groupIds.filter((group: string) => all.has(group));
    return {
      status: 200,
      body: { '@odata.context': `${context.base}/$metadata#Collection(Edm.String)`, value },
    };
  },
};

function memberGroups(context: Context, id: string, body: unknown): string[] {
  const { securityEnabledOnly } = (body ?? {}) as { securityEnabledOnly?: boolean };
  const reached = new Set<string>();
  const visit = (member: string): void => {
    for (const group of context.state.sources('group.members', member)) {
      if (reached.has(group)) continue;
      reached.add(group);
      visit(group);
    }
  };
  visit(id);
  return [...reached].filter(
    (group) =>
      securityEnabledOnly !== true || context.state.get('group', group)?.['securityEnabled'] === true,
  );
}

export function returnLicences(context: Context, licences: readonly { readonly skuId: string }[]): void {
  for (const { skuId } of licences) {
    const [sku] = context.state.find('subscribedSku', 'skuId', skuId);
    if (sku !== undefined) {
      context.state.update('subscribedSku', sku.id, { consumedUnits: Number(sku['consumedUnits']) - 1 });
    }
  }
}

function demandVerifiedDomain(context: Context, upn: string): void {
  const domain = upn.split('@')[1] ?? '';
  if (context.state.get('domain', domain) === undefined) throw problem('GraphDomainUnverified');
}

function demandUnique(context: Context, upn: string, except: string | undefined): void {
  const taken = context.state.find('user', 'userPrincipalName', upn).some(({ id }) => id !== except);
  if (taken) throw problem('GraphDuplicate', { property: 'userPrincipalName' });
}

/** Source: learn.microsoft.com/entra/identity/authentication/concept-sspr-policy: 8 to 256 characters of three kinds. */
function demandStrongPassword(profile: unknown): void {
  const { password } = (profile ?? {}) as { password?: unknown };
  if (typeof password !== 'string')
    throw problem('GraphPropertyMissing', { property: 'password', type: 'User' });
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  if (password.length < 8 || password.length > 256 || kinds < 3) throw problem('GraphPasswordWeak');
}
