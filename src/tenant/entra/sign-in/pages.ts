import type { Row } from '../../state/columns.ts';
import type { Client } from '../clients/client.ts';
import { type Html, markup } from './html.ts';
import { layout } from './layout.ts';

/** Every page that a person sees. Each is a form that posts to its own origin. */

const hidden = (flow: string): Html => markup`<input type="hidden" name="flow" value="${flow}">`;
const alert = (text: string | undefined): Html | undefined =>
  text === undefined ? undefined : markup`<p class="error" role="alert">${text}</p>`;

export interface SignInView {
  readonly tenant: string;
  readonly flow: string;
  readonly organization: string;
  readonly client: string;
  readonly name?: string | undefined;
  readonly error?: string | undefined;
  /** Signing in without a password, on this machine only. */
  readonly pick: boolean;
}

export function signInPage(view: SignInView): Html {
  return layout(
    'Sign in',
    markup`${alert(view.error)}
<p>to continue to <strong>${view.client}</strong> with an account of ${view.organization}</p>
<form method="post" action="/${view.tenant}/login">
${hidden(view.flow)}
<label for="name">User name</label>
<input id="name" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${view.name ?? ''}">
<label for="password">Password</label>
<input id="password" name="passwd" type="password" autocomplete="current-password">
<button class="main" name="action" value="password">Sign in</button>
${view.pick && pickPart()}
<button name="action" value="cancel" formnovalidate>Cancel</button>
</form>
<p class="note">This is an embedded test tenant of Tenantry, not Microsoft: do not type a password that you use elsewhere.</p>`,
  );
}

function pickPart(): Html {
  return markup`<fieldset><legend>Without a password</legend>
<p class="note">This tenant was started so that people at this machine may be anybody in it.</p>
<label class="choice"><input type="checkbox" name="mfa" value="yes"> with a second factor</label>
<button name="action" value="pick">Pick this account</button></fieldset>`;
}

export function selectPage(view: {
  readonly tenant: string;
  readonly flow: string;
  readonly users: readonly Row[];
}): Html {
  const choices = view.users.map(
    (user) =>
      markup`<p><button name="account" value="${user.id}">${String(user['displayName'])} (${String(user['userPrincipalName'])})</button></p>`,
  );
  return layout(
    'Pick an account',
    markup`<form method="post" action="/${view.tenant}/login">
${hidden(view.flow)}
${choices}
<button name="action" value="another">Use another account</button>
<button name="action" value="cancel">Cancel</button>
</form>`,
  );
}

export function secondFactorPage(view: {
  readonly tenant: string;
  readonly flow: string;
  readonly pick: boolean;
}): Html {
  return layout(
    'Verify your identity',
    markup`<p>A policy asks for a second factor.</p>
<form method="post" action="/${view.tenant}/login">
${hidden(view.flow)}
${
  view.pick
    ? markup`<button class="main" name="action" value="secondFactor">Confirm as the second factor</button>`
    : markup`<p class="error" role="alert">AADSTS50076: this tenant has no second factor to ask for. Start it with picking of accounts, which can confirm one, or leave the policy out.</p>`
}
<button name="action" value="cancel">Cancel</button>
</form>`,
  );
}

export interface ConsentView {
  readonly tenant: string;
  readonly flow: string;
  readonly client: Client;
  readonly user: string;
  /** What the application will be able to do. */
  readonly permissions: readonly { readonly name: string; readonly text: string }[];
  /** `choice`: an administrator may consent for everybody; `all`: he is asked to. */
  readonly organization: 'no' | 'choice' | 'all';
}

export function consentPage(view: ConsentView): Html {
  const rows = view.permissions.map(({ name, text }) => markup`<dt>${name}</dt><dd>${text}</dd>`);
  return layout(
    view.organization === 'all' ? 'Permissions for your organization' : 'Permissions requested',
    markup`<p><strong>${view.client.name}</strong> (${view.client.appId}) asks, as <strong>${view.user}</strong>, for:</p>
<dl>${rows}</dl>
<form method="post" action="/${view.tenant}/consent">
${hidden(view.flow)}
${
  view.organization === 'choice' &&
  markup`<label class="choice"><input type="checkbox" name="organization" value="yes"> Consent on behalf of your organization</label>`
}
<button class="main" name="decision" value="accept">Accept</button>
<button name="decision" value="cancel">Cancel</button>
</form>`,
  );
}

export function needsAdminPage(view: {
  readonly tenant: string;
  readonly flow: string;
  readonly client: Client;
  readonly scopes: readonly string[];
}): Html {
  return layout(
    'Need admin approval',
    markup`<p class="error" role="alert">AADSTS90094: <strong>${view.client.name}</strong> needs permission that only an administrator can grant: ${view.scopes.join(', ')}.</p>
<form method="post" action="/${view.tenant}/consent">
${hidden(view.flow)}
<button class="main" name="decision" value="cancel">Return to the application without granting consent</button>
</form>`,
  );
}

export function linkPage({ secret, user }: { readonly secret: string; readonly user: Row }): Html {
  return layout(
    'Sign in',
    markup`<p>as <strong>${String(user['displayName'])}</strong> (${String(user['userPrincipalName'])})</p>
<form method="post" action="/signinlink">
<input type="hidden" name="link" value="${secret}">
<button class="main">Continue</button>
</form>
<p class="note">This link works once. Do not use one that somebody sent you unasked.</p>`,
  );
}

export function deviceCodePage(error?: string): Html {
  return layout(
    'Enter code',
    markup`${alert(error)}
<form method="post" action="/devicelogin">
<label for="otc">Code that the application shows</label>
<input id="otc" name="otc" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required>
<button class="main">Next</button>
</form>
<p class="note">Never enter a code that somebody sent you.</p>`,
  );
}

export function deviceConfirmPage(view: {
  readonly tenant: string;
  readonly flow: string;
  readonly client: string;
}): Html {
  return layout(
    `Are you trying to sign in to ${view.client}?`,
    markup`<p>Only continue if you started this yourself on a device that you trust.</p>
<form method="post" action="/${view.tenant}/device">
${hidden(view.flow)}
<button class="main" name="decision" value="continue">Continue</button>
<button name="decision" value="cancel">Cancel</button>
</form>`,
  );
}

export function donePage(title: string, text: string): Html {
  return layout(title, markup`<p role="status">${text}</p>`);
}

export function errorPage(description: string): Html {
  return layout(
    'Sorry, but we’re having trouble signing you in',
    markup`<p class="error" role="alert">${description}</p>`,
  );
}

/** For `response_mode=form_post`: sent by a script, or by the button where none runs. */
export const submitScript = 'document.forms[0].submit()';

export function formPostPage(action: string, fields: Readonly<Record<string, string>>): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return layout(
    'Working…',
    markup`<form method="post" action="${action}">
${inputs}
<button class="main">Continue</button>
</form>`,
    submitScript,
  );
}
