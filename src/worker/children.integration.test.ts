import { afterAll, beforeAll, expect, test } from 'vitest';

import { delay } from '#kernel';

import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  // One place: a job that waited in it would keep out the one that it waits for.
  workshop = await openWorkshop({ concurrency: 1, parkAfterMilliseconds: 400 });
  const { runbooks } = workshop.link;
  const publish = async (name: string, body: string, parameters?: string): Promise<void> =>
    void runbooks.set(name, { artifact: await artifactOf(body, parameters), type: 'TypeScript' });
  await publish(
    'double',
    `log.output({ twice: params.number * 2 }); return 'said'`,
    '{ number: z.number() }',
  );
  await publish('broken', `throw new Error('no licence is left')`);
  await publish(
    'patient',
    `while ((await assets.variable('go')) !== true) await new Promise((r) => setTimeout(r, 20)); return 'went'`,
  );
});
afterAll(() => workshop?.close());

const start = async (body: string): Promise<string> => workshop.link.start(await artifactOf(body));

test('a runbook gets the output of another one, on a worker with a single place', async () => {
  const { link } = workshop;
  const id = await start(`return runbooks.run('double', { number: 21 });`);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(JSON.parse(texts(link, id)[0]!)).toEqual([{ twice: 42 }, 'said']);
});

test('children within children come to their end on a single place', async () => {
  const { link } = workshop;
  workshop.link.runbooks.set('between', {
    artifact: await artifactOf(`return (await runbooks.run('double', { number: 4 })).length;`),
    type: 'TypeScript',
  });
  const id = await start(`return runbooks.run('between');`);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual(['[2]']);
});

test('a child that failed is seen by its status, and ends who only runs it with its reason', async () => {
  const { link } = workshop;
  const seen = await start(`
    const child = await runbooks.start('broken');
    const [result] = await runbooks.wait([child]);
    return { status: result?.status, exception: result?.exception?.split('\\n')[0] };`);
  expect(await link.end(seen)).toMatchObject({ status: 'Completed' });
  expect(JSON.parse(texts(link, seen)[0]!)).toEqual({ status: 'Failed', exception: 'no licence is left' });

  const hurt = await start(`await runbooks.run('broken');`);
  expect(await link.end(hurt)).toMatchObject({
    status: 'Failed',
    exception: expect.stringMatching(/^Runbook 'broken', job \S+, ended Failed: no licence is left/),
  });
});

test('a runbook that is not there is refused with its name', async () => {
  const id = await start(`await runbooks.start('nowhere');`);
  expect(await workshop.link.end(id)).toMatchObject({
    status: 'Failed',
    exception: expect.stringContaining("Runbook 'nowhere' not found."),
  });
});

test('a long wait ends the process; the next attempt goes on, with the same child and no step done twice', async () => {
  const { link } = workshop;
  link.variables.set('go', false);
  link.variables.set('done', 0);
  const id = await start(`
    await step('count', async () => assets.setVariable('done', Number(await assets.variable('done')) + 1));
    const [said] = await runbooks.run('patient', {});
    return said + ' at attempt ' + job.attempt;`);
  await until(() => link.parkings.some((parking) => parking.id === id));
  const [child] = link.childrenOf(id).values();
  expect(link.parkings.find((parking) => parking.id === id)?.jobs).toEqual([child]);
  expect(link.job(id).end).toBeUndefined();
  link.variables.set('go', true);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual(['went at attempt 2']);
  expect(link.variables.get('done')).toBe(1);
  expect([...link.childrenOf(id).values()]).toEqual([child]);
});

test('a wait inside of a step keeps its process: the step would be done twice', async () => {
  const { link } = workshop;
  link.variables.set('go', false);
  const id = await start(`
    return step('with a child', async () => {
      const [said] = await runbooks.run('patient', { });
      return said + ' at attempt ' + job.attempt;
    });`);
  await until(() => link.childrenOf(id).size === 1);
  // Longer than a wait without a step would keep its process.
  await delay(1_200);
  expect(link.parkings.filter((parking) => parking.id === id)).toEqual([]);
  link.variables.set('go', true);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual(['went at attempt 1']);
});

test('a wait ends at its time limit, which tells what has not ended', async () => {
  const { link } = workshop;
  link.variables.set('go', false);
  const id = await start(`
    const child = await runbooks.start('patient');
    const [result] = await runbooks.wait([child], { timeoutSeconds: 0.3 });
    return { status: result?.status, ended: result?.ended };`);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(JSON.parse(texts(link, id)[0]!)).toMatchObject({ ended: false });
  link.variables.set('go', true);
});

test('equal starts are different jobs, and the same ones in a repeated attempt', async () => {
  const { link } = workshop;
  const id = await start(`
    const ids: string[] = [];
    for (const number of [1, 1, 2]) ids.push((await runbooks.start('double', { number })).id);
    await step('first', () => ids);
    if (job.attempt === 1) process.kill(process.pid, 'SIGKILL');
    return { same: JSON.stringify(await step('again', () => ids)) === JSON.stringify(ids), ids };`);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  const { ids } = JSON.parse(texts(link, id)[0]!) as { ids: string[] };
  expect(new Set(ids).size).toBe(3);
  expect([...link.childrenOf(id).values()]).toEqual(ids);
  expect(link.job(id).attempt).toBe(2);
});

async function until(seen: () => boolean): Promise<void> {
  while (!seen()) await delay(20);
}
