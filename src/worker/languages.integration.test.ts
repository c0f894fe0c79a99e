import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ heartbeatMilliseconds: 200 });
});
afterAll(() => workshop.close());

const typed = (type: string) => ({ runbook: { name: 'test-runbook', type, artifactHash: 'unused' } });

test('a job in a language that this worker does not know ends Failed with what to use', async () => {
  const { link } = workshop;
  const id = link.start('', {}, typed('GraphPowerShell'));
  expect(await link.end(id)).toMatchObject({
    status: 'Failed',
    exception: expect.stringContaining("cannot run runbooks of type 'GraphPowerShell'. Use one of"),
  });
});

test('a build in such a language is refused with the same remedy', async () => {
  const built = await workshop.link.enqueueBuild('x', 'legacy', 'Python2');
  expect(built).toMatchObject({
    ok: false,
    diagnostics: [
      { file: 'legacy', code: 'UnsupportedRunbookType', message: expect.stringContaining('Python3') },
    ],
  });
});

test('the place of a job that found no host is free for the next one', async () => {
  const { link } = workshop;
  await Promise.all([1, 2, 3].map(() => link.end(link.start('', {}, typed('Script')))));
  const id = link.start(await artifactOf(`return 'still here'`));
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual(['still here']);
});

test('a worker without Python says so to jobs and builds, with what to install, and runs TypeScript', async () => {
  const before = process.env['TENANTRY_PYTHON'];
  process.env['TENANTRY_PYTHON'] = '/nowhere/python3';
  const open = await openWorkshop({ warmOthers: { python: 1 } });
  try {
    const { link } = open;
    const remedy =
      /^This worker cannot run Python 3 runbooks: \/nowhere\/python3 does not run: .*Install Python 3\.9/;
    const job = link.start('', {}, typed('Python3'));
    expect(await link.end(job)).toMatchObject({ status: 'Failed', exception: expect.stringMatching(remedy) });
    expect(await link.enqueueBuild('print(1)', 'tidy', 'Python3')).toMatchObject({
      diagnostics: [{ file: 'tidy.py', code: 'LanguageMissing', message: expect.stringMatching(remedy) }],
    });
    const id = link.start(await artifactOf(`return 'fine'`));
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  } finally {
    await open.close();
    if (before === undefined) delete process.env['TENANTRY_PYTHON'];
    else process.env['TENANTRY_PYTHON'] = before;
  }
});
