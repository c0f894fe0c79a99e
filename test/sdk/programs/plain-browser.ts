/** A browser without scripts, as far as pages of forms need one: cookies, forms, and where a redirect leads. */
export interface Page {
  readonly text: string;
  /** Where the page leads away from this origin, when it does. */
  readonly location: string | undefined;
  submit(values: Readonly<Record<string, string>>): Promise<Page>;
}

export async function startAt(url: string): Promise<Page> {
  return get(url, new Map(), {});
}

/** Fills in whatever the pages ask; returns the address that they lead to at last, or the last page's text. */
export async function signInAs(
  first: Page,
  user: { readonly name: string; readonly password: string },
): Promise<string> {
  let page = first;
  for (let step = 0; step < 6 && page.location === undefined; step += 1) {
    if (page.text.includes('name="passwd"'))
      page = await page.submit({ login: user.name, passwd: user.password, action: 'password' });
    else if (page.text.includes('value="accept"')) page = await page.submit({ decision: 'accept' });
    else if (page.text.includes('value="continue"')) page = await page.submit({ decision: 'continue' });
    else break;
  }
  return page.location ?? page.text;
}

async function get(url: string, cookies: Map<string, string>, init: RequestInit): Promise<Page> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { ...init.headers, ...(cookie !== '' && { cookie }) };
  const response = await fetch(url, { ...init, headers, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const text = await response.text();
  return {
    text,
    location: response.headers.get('location') ?? undefined,
    submit(values) {
      const action = /<form method="post" action="([^"]*)"/.exec(text)?.[1] ?? '';
      const hidden = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
      const fields = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...values };
      const body = new URLSearchParams(fields as Record<string, string>);
      const { origin } = new URL(url);
      return get(new URL(action, url).href, cookies, { method: 'POST', body, headers: { origin } });
    },
  };
}
