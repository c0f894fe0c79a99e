import { expect, test } from 'vitest';

import { silentLogger } from '#kernel';
import type { EngineWish, LanguageName } from '#worker-link';

import type { Host } from './host.ts';
import { keepLanguageHosts } from './language-hosts.ts';
import type { Language, Missing } from './languages/language.ts';
import { type Languages, wishKey } from './languages/languages.ts';

const languageOf = (name: LanguageName, engine: string): Language => ({ name, engine }) as Language;
const typescript = languageOf('typescript', 'node');
const own = languageOf('powershell', 'our own process');
const pwsh = languageOf('powershell', 'pwsh 7.4.6');
const ownWish: EngineWish = { kind: 'tenantry', version: '' };
const pwshWish: EngineWish = { kind: 'pwsh', version: '7.4' };
const { signal } = new AbortController();

/** A worker that has what the wishes lead to, and starts nothing but what it counts. */
function worker(
  found: Readonly<Record<string, Language | Missing>>,
  warm: Partial<Record<LanguageName, number>>,
) {
  const started: string[] = [];
  const languages: Languages = {
    first: typescript,
    of: async (name, wish) => found[wishKey(name, wish)] ?? { reason: 'not here', remedy: 'Install it.' },
  };
  const hosts = keepLanguageHosts({
    languages,
    warm: { typescript: 0, ...warm },
    users: { of: async (name) => ({ name, uid: 1_000, gid: 1_000, groups: [] }) },
    logger: silentLogger,
    async start(language, user) {
      started.push([language.engine ?? '', ...(user === undefined ? [] : [user.name])].join(' as '));
      return {
        language,
        alive: () => true,
        gone: new Promise(() => {}),
        destroy: async () => ({}),
      } as unknown as Host;
    },
  });
  return { hosts, started };
}
const runbookType = 'PowerShell72';

test('an environment that wants what the worker chooses by itself gets its warm hosts', async () => {
  const found = { powershell: own, [wishKey('powershell', ownWish)]: own };
  const { hosts, started } = worker(found, { powershell: 1 });
  const first = await hosts.take({ runbookType, engine: ownWish }, signal);
  expect([first.language, started]).toEqual([own, ['our own process']]);
  hosts.refill(own);
  await expect.poll(() => started.length).toBe(2);
  // Where the wish leads is known from now on: nothing is waited for.
  expect(hosts.takeWarm({ runbookType, engine: ownWish })?.language).toBe(own);
  await hosts.close();
});

test('one host of another engine is kept from its first job on, and none before', async () => {
  const found = { powershell: own, [wishKey('powershell', pwshWish)]: pwsh };
  const { hosts, started } = worker(found, { powershell: 1 });
  await expect.poll(() => started).toEqual(['our own process']);
  expect(hosts.takeWarm({ runbookType, engine: pwshWish })).toBeUndefined();
  expect((await hosts.take({ runbookType, engine: pwshWish }, signal)).language).toBe(pwsh);
  hosts.refill(pwsh);
  await expect.poll(() => started.filter((each) => each === 'pwsh 7.4.6').length).toBe(2);
  expect(hosts.takeWarm({ runbookType, engine: pwshWish })?.language).toBe(pwsh);
  await hosts.close();
});

test('an engine that is not here is refused with its remedy, also where the language is', async () => {
  const { hosts } = worker({ powershell: own }, {});
  await expect(hosts.take({ runbookType, engine: pwshWish }, signal)).rejects.toMatchObject({
    code: 'LanguageMissing',
    advice: expect.stringContaining('Install it.'),
  });
  await hosts.close();
});

test('a worker without the language that it would choose still runs the engine that is wanted', async () => {
  const { hosts } = worker({ [wishKey('powershell', pwshWish)]: pwsh }, {});
  expect((await hosts.take({ runbookType, engine: pwshWish }, signal)).language).toBe(pwsh);
  await hosts.close();
});

test('a job that runs as another user gets a host of that user, and the next one finds one that waits', async () => {
  const { hosts, started } = worker({ typescript, powershell: own }, { powershell: 1 });
  const wish = { runbookType, user: 'ada' };
  expect(hosts.takeWarm(wish)).toBeUndefined();
  await hosts.take(wish, signal);
  await hosts.take({ runbookType, user: 'bob' }, signal);
  hosts.refill(own);
  await hosts.take(wish, signal);
  await hosts.close();
  const asAda = started.filter((each) => each.endsWith('as ada')).length;
  expect([asAda, started.filter((each) => each.endsWith('as bob')).length]).toEqual([2, 2]);
});
