import { TenantryError, problem } from '#kernel';

import { aadsts } from '../entra-error.ts';
import { findUser, signInWithPassword } from '../users/password-sign-in.ts';
import { type UserSession, demandEnabled, tenantName } from '../users/user-checks.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { type Flow, sealFlow } from './flow.ts';
import { askToSignIn } from './interaction.ts';
import { selectPage } from './pages.ts';
import { recordRefusal } from './refusals.ts';
import { show } from './responses.ts';
import { type SignedIn, newSession, signedIn } from './sessions.ts';
import { type Step, segmentOf, targetsOf, withBinding } from './step.ts';
import type { WebAnswer } from './web.ts';

/** The session of the form: by password, picked, one that is there already, or the same with a second factor. */
export function sessionOfForm(known: Step): UserSession | WebAnswer {
  const { entra, web, flow } = known;
  const account = web.parameters.get('account');
  if (account !== null) {
    const found = signedIn(entra, web).find(({ user }) => user.id === account);
    return found?.session ?? askToSignIn(known);
  }
  const mayPick = known.pick && web.isLocal;
  const action = web.parameters.get('action');
  if (action === 'secondFactor') {
    if (!mayPick || flow.session === undefined) throw problem('EntraFlowStale');
    return { ...flow.session, amr: [...new Set([...flow.session.amr, 'mfa'])] };
  }
  return byName(known, action === 'pick' && mayPick);
}

function byName(known: Step, picked: boolean): UserSession | WebAnswer {
  const { entra, web, trace } = known;
  const name = web.parameters.get('login') ?? '';
  trace.userPrincipalName = name;
  try {
    if (!picked) {
      const user = signInWithPassword(entra, name, web.parameters.get('passwd') ?? '');
      return newSession(entra, user, ['pwd']);
    }
    const user = findUser(entra, name);
    if (user === undefined)
      throw problem('EntraUserUnknown', { user: name, tenant: tenantName(entra.state) });
    demandEnabled(user);
    return newSession(entra, user, web.parameters.get('mfa') === 'yes' ? ['pwd', 'mfa'] : ['pwd']);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    trace.userId = findUser(entra, name)?.id;
    recordRefusal(entra, web, trace, error);
    return askToSignIn(known, { name, error: `AADSTS${aadsts(error)}: ${error.message}` });
  }
}

/** Which of those who are signed in the request is for; a page when the person is to say. */
export function chooseSession(
  known: Step,
  request: AuthorizeRequest,
  users: readonly SignedIn[],
): Flow | WebAnswer {
  const { flow, entra } = known;
  const { prompt, loginHint, maxAge } = request;
  const hinted = loginHint?.toLowerCase();
  const fresh = users.filter(
    ({ session }) => maxAge === undefined || entra.clock.now() / 1000 - session.authTime <= maxAge,
  );
  const fitting =
    hinted === undefined
      ? fresh
      : fresh.filter(({ user }) => String(user['userPrincipalName']).toLowerCase() === hinted);
  if (prompt === 'login' || fitting.length === 0) return flow;
  if (prompt === 'none' && fitting.length > 1) throw problem('EntraSilentSelection');
  if (prompt === 'select_account' || fitting.length > 1) return select(known, users);
  return { ...flow, session: fitting[0]!.session };
}

export function select(known: Step, users: readonly SignedIn[]): WebAnswer {
  const { entra, flow } = known;
  const view = {
    tenant: segmentOf(known),
    flow: sealFlow(entra, flow),
    users: users.map(({ user }) => user),
  };
  return withBinding(known, show(selectPage(view), targetsOf(flow)));
}
