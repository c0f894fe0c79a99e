import { beforeAll, expect, test, vi } from 'vitest';

import { typescript } from './runbooks.ts';
import { type Scene, databaseDump, everyAnswer, findSecrets, openScene, secrets } from './scene.ts';

// The control of the test beside it: what it looks for is there to be found when nothing is blanked.
vi.mock(import('../../src/redaction/index.ts'), async (original) => {
  const room = await original();
  return {
    ...room,
    createRedactor: () => ({ ...room.createRedactor(), add: () => true, addBytes: () => {} }),
  };
});

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 240_000);

test('without redaction every secret is found, in every form', { timeout: 240_000 }, async () => {
  await scene.publish('quiet', 'TypeScript', typescript);
  const { name, followed } = await scene.run('quiet', { pin: secrets.parameter });
  const kinds = (text: string): string[] => [
    ...new Set(findSecrets(text).map((found) => found.split(':')[0]!)),
  ];
  const all = Object.keys(secrets);
  expect(kinds(followed)).toEqual(all);
  expect(kinds(await databaseDump(scene.plane))).toEqual(all);
  expect(kinds((await everyAnswer(scene.plane, [name])).join('\n'))).toEqual(all);
  // Raw, JSON twice, both escapes of addresses, three alignments plain and for addresses, hex in both cases.
  expect(findSecrets(followed).filter((found) => found.startsWith('variable')).length).toBeGreaterThanOrEqual(
    9,
  );
});
