import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { findBubblewrap } from './isolation/bubblewrap.ts';
import { attempts } from './testing/escape/attempts.ts';
import type { Attempt } from './testing/escape/attempt.ts';
import { type EscapeLanguage, type Outcome, tryOut } from './testing/escape/try-out.ts';
import { afterFile } from '../store/testing/after-file.ts';
import { makeMachineUser, withoutUsers } from './testing/machine-user.ts';
import { withoutPython } from './testing/python.ts';
import { openWorkshop, packageRoot } from './testing/workshop.ts';

/** So many count in each language: they work where nothing holds the job. */
const least = 30;

const host = join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll');
const missing: Readonly<Record<EscapeLanguage, string | undefined>> = {
  TypeScript: undefined,
  PowerShell: findDotnet() !== undefined && existsSync(host) ? undefined : 'no PowerShell host here',
  Python: withoutPython ? 'no Python here' : undefined,
};
const reason =
  findBubblewrap() === undefined
    ? 'bubblewrap is not installed'
    : spawnSync('perl', ['-e', '0']).status !== 0 || spawnSync('script', ['-V']).status !== 0
      ? 'no perl or script here'
      : undefined;
const languages = (Object.keys(missing) as EscapeLanguage[]).filter((each) => missing[each] === undefined);

const counted = attempts.filter(({ needs }) => needs === undefined || needs.met());
const impossible = attempts.filter((each) => !counted.includes(each));

type Outcomes = ReadonlyMap<EscapeLanguage, ReadonlyMap<Attempt, Outcome>>;

async function tryAll(isolation: 'off' | 'require', runAs?: string): Promise<Outcomes> {
  const workshop = await openWorkshop({
    isolation,
    warmHosts: 1,
    warmOthers: { powershell: 1, python: 1 },
    concurrency: languages.length,
  });
  try {
    return new Map(
      await Promise.all(
        languages.map(async (each) => [each, await tryOut(workshop, each, counted, runAs)] as const),
      ),
    );
  } finally {
    await workshop.close();
  }
}

describe.skipIf(reason !== undefined)(`ways out of a job (${reason ?? `${attempts.length} of them`})`, () => {
  let off: Outcomes;
  let on: Outcomes;
  let asUser: Outcomes | undefined;
  beforeAll(async () => {
    off = await tryAll('off');
    on = await tryAll('require');
    if (withoutUsers !== undefined) return;
    const user = makeMachineUser();
    afterFile(() => user.remove());
    asUser = await tryAll('require', user.name);
  }, 360_000);

  for (const [language, lack] of Object.entries(missing))
    if (lack !== undefined) test.skip(`${language}: ${lack}`, () => {});

  describe.each(languages)('%s', (language) => {
    test.each(counted.map((attempt) => [attempt.name, attempt] as const))(
      'a job that %s gets there without isolation, and not with it',
      (_name, attempt) => {
        const [without, within] = [off, on].map((each) => each.get(language)!.get(attempt)!);
        expect(without, without!.answer).toMatchObject({ worked: true });
        expect(within, within!.answer).toMatchObject({ worked: false });
        const ofUser = asUser?.get(language)!.get(attempt);
        if (ofUser !== undefined)
          expect(ofUser, `as a user: ${ofUser.answer}`).toMatchObject({ worked: false });
      },
    );

    test.skipIf(withoutUsers !== undefined)(
      `and so does one that runs as another user (${withoutUsers ?? 'made for it'})`,
      () => expect(asUser?.get(language)?.size).toBe(counted.length),
    );

    test(`at least ${least} of them count`, () => {
      expect(counted.length).toBeGreaterThanOrEqual(least);
    });

    for (const { name, needs } of impossible)
      test.skip(`not counted: a job that ${name}, since it takes ${needs!.what}`, () => {});
  });
});
