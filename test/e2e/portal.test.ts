import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { transformSync } from 'esbuild';

import { type Browser, type BrowserContextOptions, type Page, chromium as engine } from 'playwright-core';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildPortal } from '../../tools/build-portal.ts';
import { chromium } from '../chromium.ts';
import { type TestSystem, startSystem } from '../system.ts';

const here = test.skipIf(chromium === undefined);
if (chromium === undefined)
  process.stdout.write('The portal was not tried: there is no Chromium (apt-get install chromium).\n');

/** Says something, keeps a step, and goes on until it is stopped. */
const patient = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ greeting: z.string(), rounds: z.number().int().default(1) }),
  async run({ params, step, log }) {
    await step('greet', async () => 1);
    log.output(params.greeting + ' ' + params.rounds);
    for (;;) await new Promise((resolve) => setTimeout(resolve, 50));
  },
});`;

const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Runs in the page, which has no module of ours. */
const { code } = transformSync(readFileSync(`${repository}portal/src/testing/accessibility.ts`, 'utf8'), {
  loader: 'ts',
  format: 'iife',
  globalName: 'checks',
});
const accessibility = `${code}; checks.accessibilityFaults()`;

let system: TestSystem;
let owner = false;
let browser: Browser;
let origin: string;
const strangers: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  if (chromium === undefined) return;
  [system, browser] = await Promise.all([
    startSystem(),
    engine.launch({ executablePath: chromium, args: ['--no-sandbox'] }),
    buildPortal(repository),
  ]);
  origin = system.system.connection.apiOrigin;
  await system.publish('patient', patient);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('request', (asked) => {
    const { origin: to } = new URL(asked.url());
    if (![origin, system.system.connection.tenantOrigin].includes(to)) strangers.push(asked.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[013]/.test(message.text()))
      complaints.push(message.text());
  });
  return page;
}

/** By a link that works once, as the first start prints one. */
async function signIn(page: Page, userPrincipalName?: string): Promise<{ url: string; userId: string }> {
  const link = await system.session.tenants.createSignInLink({
    returnTo: `${origin}/portal/sign-in`,
    userPrincipalName,
  });
  if (userPrincipalName === undefined && !owner) {
    owner = true;
    await system.session.client.roles.assign('Owner', link.userId, 'subscription');
  }
  await page.goto(link.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  return link;
}

const focusedName =
  "[document.activeElement.textContent, ...[...(document.activeElement.labels ?? [])].map((each) => each.textContent)].join(' ').trim()";

/** Goes on with the key until what has the focus is called that. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(focusedName);
    if (focused.startsWith(name)) return;
  }
  throw new Error(`the key does not lead to ${name}`);
}

const status = (page: Page, text: string) => page.locator('.lead .pill', { hasText: text });

here(
  'somebody signs in by a link, sees what separates jobs from the machine, runs a job, watches it and stops it',
  async () => {
    const page = await open();
    const { url } = await signIn(page);
    const { isolation } = system.system.connection;
    const card = page.getByRole('region', { name: 'Isolation' });
    if (isolation.boundary === 'bubblewrap') {
      await card.getByText('Each job runs in a sandbox of its own').waitFor();
      expect(await card.getByText('read the memory of the worker').count()).toBe(1);
      expect(await card.locator('.attempts li').count()).toBeGreaterThan(10);
    } else await card.getByText('Jobs are not isolated from this machine').waitFor();

    await page.getByRole('link', { name: 'Runbooks' }).click();
    await page.getByRole('link', { name: 'patient', exact: true }).click();
    await page.getByText('defineRunbook', { exact: false }).first().waitFor();
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('It is needed.').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('greeting');
    await page.getByLabel('greeting').fill('good morning');
    await page.getByLabel('rounds').fill('7');
    await page.getByRole('button', { name: 'Start' }).click();

    await page.getByRole('log').getByText('good morning 7').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'greet' }).first().waitFor();
    await status(page, 'Running').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await status(page, 'Stopped').waitFor();

    await page.getByRole('link', { name: 'Jobs' }).first().click();
    await page.getByRole('button', { name: 'Stopped' }).click();
    await page.getByRole('row').filter({ hasText: 'patient' }).waitFor();
    expect(page.url()).toBe(`${origin}/portal/jobs?status=Stopped`);

    await page.goto(url);
    await page.getByText('AADSTS130503').waitFor();
  },
);

here('with nothing but the keyboard: past the navigation, to a runbook, started, stopped', async () => {
  const page = await open({ reducedMotion: 'reduce' });
  await signIn(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  await page.goto(`${origin}/portal/`);
  await tabTo(page, 'Runbooks');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Runbooks' }).waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Runbooks');
  await page.getByRole('row').filter({ hasText: 'patient' }).waitFor();
  await tabTo(page, 'Start patient');
  await page.keyboard.press('Enter');
  await page.getByLabel('greeting').waitFor();
  await tabTo(page, 'greeting');
  await page.keyboard.type('by hand');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('by hand 1').waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await tabTo(page, 'Stop');
  await page.keyboard.press('Enter');
  await status(page, 'Stopped').waitFor();
});

here(
  'every page can be read and used by everybody, in light, in dark, and where there is little room',
  async () => {
    const { client } = system.session;
    await client.schedules.put('nightly', { cron: '0 2 * * *', timeZone: 'Europe/Berlin' });
    await client.workerGroups.put('onprem');
    const [job] = await Array.fromAsync(client.jobs.list({ runbook: 'patient' }));
    const page = await open({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await signIn(page);
    const pages = [
      ['', 'Overview'],
      ['jobs', 'Jobs'],
      [`jobs/${job!.name}`, 'patient'],
      ['runbooks', 'Runbooks'],
      ['runbooks/patient', 'patient'],
      ['runbooks/patient/start', 'Start patient'],
      ['schedules', 'Schedules'],
      ['schedules/nightly', 'nightly'],
      ['workers', 'Workers'],
      ['alerts', 'Alerts'],
      ['nowhere', 'Nothing is here'],
      ['signed-out', 'You are signed out'],
    ] as const;
    const found: Record<string, readonly string[]> = {};
    for (const [path, title] of pages) {
      await page.goto(`${origin}/portal/${path}`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      for (const look of ['dark', 'light', 'narrow']) {
        await page.emulateMedia({ colorScheme: look === 'light' ? 'light' : 'dark' });
        await page.setViewportSize(
          look === 'narrow' ? { width: 320, height: 640 } : { width: 1280, height: 800 },
        );
        const faults = await page.evaluate<string[]>(accessibility);
        if (faults.length > 0) found[`${look} ${path}`] = faults;
      }
    }
    expect(found).toEqual({});

    await page.goto(`${origin}/portal/`);
    await page.setViewportSize({ width: 1280, height: 800 });
    const ground = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    await page.getByRole('radio', { name: 'Light' }).check();
    const light = await ground();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(await ground()).toBe(light);
    await page.getByRole('radio', { name: 'As the system' }).check();
    expect(await ground()).not.toBe(light);
  },
);

here(
  'a session is the browser’s alone, opens nothing for other sites, and ends with the sign-out',
  async () => {
    const page = await open();
    await signIn(page);
    const [cookie] = (await page.context().cookies(origin)).filter(({ name }) => name.includes('-session-'));
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
    const path = '/portal/session';
    const agent = new Agent({ connect: { rejectUnauthorized: false } });
    const ask = async (headers: Record<string, string>, at = path): Promise<number> => {
      const answer = await request(`${origin}${at}`, {
        dispatcher: agent,
        headers: { cookie: `${cookie!.name}=${cookie!.value}`, ...headers },
      });
      await answer.body.dump();
      return answer.statusCode;
    };
    const own = { 'x-tenantry-portal': '1' };
    expect(await ask(own)).toBe(200);
    expect(await ask({})).toBe(401);
    expect(await ask({ ...own, 'sec-fetch-site': 'same-site' })).toBe(401);
    expect(await ask({ ...own, origin: 'https://127.0.0.1:1' })).toBe(401);
    const stored = JSON.stringify(
      await page.evaluate('[{ ...localStorage }, { ...sessionStorage }, document.cookie]'),
    );
    expect(stored).not.toContain('eyJ');
    const shell = await page.goto(`${origin}/portal/`);
    expect(shell!.headers()['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(await shell!.text()).not.toMatch(/<script>|style=|<style/);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor();
    expect(await ask(own)).toBe(401);
    await page.goto(`${origin}/portal/jobs`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(page.url()).toContain(system.system.connection.tenantOrigin);
    await agent.close();
  },
);

here('somebody without a role is told so, and how to get one', async () => {
  const page = await open();
  const { userId } = await signIn(page, system.system.demoLeaver);
  await page.getByText('You may not do that').waitFor();
  await page.getByText(`tenantry role assign Reader --principal ${userId}`).waitFor();
});

here('no page asked anybody else for anything, and none complained', () => {
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});
