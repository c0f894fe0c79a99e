import type { Entra } from '../entra.ts';
import type { SignInPages } from '../sign-in/sign-in.ts';
import type { WebAnswer, WebRequest } from '../sign-in/web.ts';
import { origin, tenantId } from './directory.ts';

/** A browser that fills in the pages' forms: it keeps cookies, runs no script and follows redirects of this origin. */
export interface Browser {
  open(
    page: keyof SignInPages,
    parameters: Readonly<Record<string, string>>,
    more?: Partial<WebRequest>,
  ): Promise<Shown>;
  /** Sends the form that is shown, with these values and the button that was pressed. */
  submit(values: Readonly<Record<string, string>>, more?: Partial<WebRequest>): Promise<Shown>;
  readonly cookies: Map<string, string>;
}

export interface Shown {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Of an answer that leads back to the application: query, fragment or posted form alike. */
  readonly back: ReadonlyMap<string, string>;
  readonly location: string | undefined;
}

const actions: Readonly<Record<string, keyof SignInPages>> = {
  login: 'login',
  consent: 'consent',
  device: 'device',
  devicelogin: 'deviceLogin',
  signinlink: 'link',
};

export function createBrowser(entra: Entra): Browser {
  const cookies = new Map<string, string>();
  let shown = '';

  async function send(
    page: keyof SignInPages,
    method: 'GET' | 'POST',
    parameters: Readonly<Record<string, string>>,
    more: Partial<WebRequest> = {},
  ): Promise<Shown> {
    const answer = await entra.pages[page]({
      method,
      tenant: tenantId,
      version: 'v2',
      parameters: new URLSearchParams(parameters),
      cookies,
      origin,
      isLocal: true,
      ...(method === 'POST' && { crossOrigin: origin, fetchSite: 'same-origin' }),
      ...more,
    });
    keep(answer);
    shown = answer.page?.text ?? '';
    return {
      status: answer.status,
      title: /<title>(.*?)<\/title>/.exec(shown)?.[1] ?? '',
      text: shown,
      location: answer.location,
      back: answer.location === undefined ? hiddenFields(shown) : parametersOf(answer.location),
    };
  }

  function keep(answer: WebAnswer): void {
    for (const line of answer.cookies ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  return {
    cookies,
    open: (page, parameters, more) => send(page, 'GET', parameters, more),
    submit(values, more) {
      const action = /<form method="post" action="([^"]*)"/.exec(shown)?.[1] ?? '';
      const page = actions[action.split('/').at(-1) ?? ''];
      if (page === undefined) throw new Error(`no form to send: ${shown}`);
      return send(page, 'POST', { ...Object.fromEntries(hiddenFields(shown)), ...values }, more);
    },
  };
}

function hiddenFields(page: string): Map<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return new Map([...inputs].map(([, name = '', value = '']) => [name, unescape(value)]));
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function parametersOf(location: string): Map<string, string> {
  const url = new URL(location);
  return new Map([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))]);
}
