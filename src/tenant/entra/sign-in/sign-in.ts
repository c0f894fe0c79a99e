import { TenantryError, problem } from '#kernel';

import type { EntraContext } from '../entra-context.ts';
import { aadsts } from '../entra-error.ts';
import { SignInTrace } from '../sign-in-log.ts';
import { readAdminConsent } from './admin-consent-request.ts';
import { grantAdminConsent } from './admin-consent.ts';
import { type AuthorizeRequest, readAuthorizeRequest, readReturnAddress } from './authorize-request.ts';
import { consent } from './consent-step.ts';
import { type Flow, beginFlow, demandFlow, demandOwnForm } from './flow.ts';
import { advance, askToSignIn } from './interaction.ts';
import { signInByLink } from './link-step.ts';
import { logout } from './logout.ts';
import { deviceCodePage, donePage } from './pages.ts';
import { recordRefusal } from './refusals.ts';
import { goBackWith, show, showError } from './responses.ts';
import { rememberSession, signedIn } from './sessions.ts';
import { type Step, type UserStep, isSilent, scopesOf, stepOf } from './step.ts';
import type { WebAnswer, WebRequest } from './web.ts';
import { chooseSession, select, sessionOfForm } from './who.ts';

export interface SignInPages {
  authorize(web: WebRequest): Promise<WebAnswer>;
  login(web: WebRequest): Promise<WebAnswer>;
  consent(web: WebRequest): Promise<WebAnswer>;
  adminConsent(web: WebRequest): Promise<WebAnswer>;
  deviceLogin(web: WebRequest): Promise<WebAnswer>;
  device(web: WebRequest): Promise<WebAnswer>;
  link(web: WebRequest): Promise<WebAnswer>;
  logout(web: WebRequest): WebAnswer;
}

export function createSignInPages(entra: EntraContext, { pick }: { readonly pick: boolean }): SignInPages {
  const step = (web: WebRequest, flow: Flow, trace: SignInTrace): Step =>
    stepOf(entra, web, flow, { pick, trace });

  /** Runs a page; what it refuses is logged, and shown or taken back to the application. */
  async function page(web: WebRequest, work: (trace: SignInTrace) => Promise<WebAnswer>): Promise<WebAnswer> {
    const trace = new SignInTrace('interactiveUser');
    try {
      return await work(trace);
    } catch (error) {
      if (!(error instanceof TenantryError) || aadsts(error) === undefined) throw error;
      recordRefusal(entra, web, trace, error);
      return showError(entra, web, error);
    }
  }

  /** The next step of a flow. Its errors go to the application, except those that only a person can do something about. */
  async function proceed(known: Step, work = () => advance(known)): Promise<WebAnswer> {
    const { web, flow, trace } = known;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TenantryError) || flow.request.kind !== 'authorize') throw error;
      if (forPeople.has(error.code) && !isSilent(flow)) throw error;
      recordRefusal(entra, web, trace, error);
      return goBackWith(entra, web, flow.request, error);
    }
  }

  return {
    logout: (web) => logout(entra, web),
    link: (web) => page(web, async () => signInByLink(entra, web)),

    authorize: (web) =>
      page(web, async (trace) => {
        const { back, ...caller } = readReturnAddress(entra, web);
        trace.appId = back.clientId;
        let request: AuthorizeRequest;
        try {
          request = readAuthorizeRequest(web, caller, back);
        } catch (error) {
          if (!(error instanceof TenantryError)) throw error;
          return goBackWith(entra, web, back, error);
        }
        const begun = step(web, beginFlow(entra, web, request), trace);
        return proceed(begun, async () => {
          const chosen = chooseSession(begun, request, signedIn(entra, web));
          return 'status' in chosen ? chosen : advance({ ...begun, flow: chosen });
        });
      }),

    login: (web) =>
      page(web, async (trace) => {
        const flow = demandFlow(entra, web);
        const known = step(web, flow, trace);
        const action = web.parameters.get('action');
        if (action === 'cancel') return cancel(known);
        if (action === 'another') return askToSignIn(known);
        const session = await sessionOfForm(known);
        if ('status' in session) return session;
        const answer = await proceed({ ...known, flow: { ...flow, session } });
        const remembered = rememberSession(entra, web, session);
        return { ...answer, cookies: [...(answer.cookies ?? []), remembered] };
      }),

    consent: (web) =>
      page(web, async (trace) => {
        const flow = demandFlow(entra, web);
        const known = step(web, flow, trace);
        if (web.parameters.get('decision') !== 'accept') return cancel(known);
        const userStep = demandUserStep(known);
        if (flow.request.kind === 'adminConsent') return grantAdminConsent(userStep);
        consent(userStep, scopesOf(known, flow.request), web.parameters.get('organization') === 'yes');
        return proceed({ ...known, flow: { ...flow, consented: true } });
      }),

    adminConsent: (web) =>
      page(web, async (trace) => {
        const request = readAdminConsent(entra, web);
        const begun = step(web, beginFlow(entra, web, request), trace);
        const users = signedIn(entra, web);
        return users.length === 0 ? askToSignIn(begun) : select(begun, users);
      }),

    deviceLogin: (web) =>
      page(web, async (trace) => {
        const typed = web.parameters.get('otc');
        if (web.method === 'GET' || typed === null) return show(deviceCodePage());
        demandOwnForm(web);
        const device = entra.devices.byUserCode(typed);
        if (device === undefined) return show(deviceCodePage(problem('EntraUserCodeWrong').message), [], 400);
        const { deviceCode, clientId, version, scope } = device;
        const flow = beginFlow(entra, web, { kind: 'device', deviceCode, clientId, version, scope });
        const begun = step(web, flow, trace);
        const users = signedIn(entra, web);
        return users.length === 0 ? askToSignIn(begun) : select(begun, users);
      }),

    device: (web) =>
      page(web, async (trace) => {
        const flow = demandFlow(entra, web);
        const known = step(web, flow, trace);
        if (web.parameters.get('decision') !== 'continue') return cancel(known);
        return proceed({ ...known, flow: { ...flow, confirmed: true } });
      }),
  };

  function demandUserStep(known: Step): UserStep {
    const { session } = known.flow;
    const user = entra.state.get('user', session?.userId ?? '');
    if (session === undefined || user === undefined) throw problem('EntraFlowStale');
    return { ...known, user, session };
  }

  function cancel({ flow, web }: Step): WebAnswer {
    const { request } = flow;
    const error = problem('EntraConsentDeclined');
    if (request.kind === 'authorize') return goBackWith(entra, web, request, error);
    if (request.kind === 'adminConsent') {
      const back = { ...request, platform: 'web' as const, responseMode: 'query' as const };
      return goBackWith(entra, web, back, error);
    }
    const device = entra.devices.byDeviceCode(request.deviceCode);
    if (device?.state === 'pending') device.state = 'declined';
    return show(donePage('Sign-in cancelled', 'The device was not signed in. You may close this window.'));
  }
}

/** Shown here: the application can do nothing about them. */
const forPeople = new Set([
  'EntraAccessBlocked',
  'EntraDeviceRequired',
  'EntraUserDisabled',
  'EntraUserGone',
  'EntraNotAssigned',
  'EntraFlowStale',
  'EntraAdminConsentDenied',
]);
