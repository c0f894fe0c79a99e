import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ warmHosts: 2 });
});
afterAll(() => workshop.close());

test('streams arrive in the order in which the runbook wrote them', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(`
    log.output('first');
    console.log('second');
    log.verbose('aside');
    log.output({ third: 3 });
    for (let index = 0; index < 3_000; index += 1) log.output(\`line \${index}\`);
    log.progress('Working', { status: 'half', percentComplete: 50 });
    process.stdout.write('no line end');
    return [job.attempt, process.env.AZUREPS_HOST_ENVIRONMENT, process.env.TENANTRY_JOB_ID];
  `);
  const id = link.start(artifact);
  expect(await link.end(id)).toMatchObject({ status: 'Completed', peakMemoryBytes: expect.any(Number) });
  const { streams, started } = link.job(id);
  expect(streams.map(({ sequence }) => sequence)).toEqual(streams.map((_, index) => index + 1));
  expect(streams.slice(0, 4)).toMatchObject([
    { stream: 'Output', text: 'first' },
    { stream: 'Output', text: 'second' },
    { stream: 'Verbose', text: 'aside' },
    { stream: 'Output', text: '{"third":3}', value: { third: 3 } },
  ]);
  expect(streams).toHaveLength(4 + 3_000 + 3);
  expect(streams.slice(-3)).toMatchObject([
    { stream: 'Progress', text: 'Working: half 50 %', value: { Activity: 'Working', PercentComplete: 50 } },
    { text: `[1,"AzureAutomation/","${id}"]` },
    { text: 'no line end' },
  ]);
  const { boundary, egressEnforced } = workshop.worker.isolation;
  expect(started).toMatchObject([
    { isolation: { boundary, egressEnforced }, engine: `node ${process.versions.node}` },
  ]);
});

test('parameters are read as Azure passes them, and wrong ones fail the job by name before it runs', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(`return params`, '{ name: z.string(), days: z.number().int() }');
  const good = link.start(artifact, { Name: '7', days: '7' });
  await link.end(good);
  expect(link.job(good).streams).toMatchObject([{ value: { name: '7', days: 7 } }]);

  const bad = link.start(artifact, { days: 'x' });
  const { status, exception } = await link.end(bad);
  expect(status).toBe('Failed');
  expect(exception).toContain("Parameter 'name' is missing");
  expect(exception).toContain("Parameter 'days' is wrong");
  expect(link.job(bad).streams).toEqual([]);
});

test('a failure shows message, file and line of the runbook itself', async () => {
  const { link } = workshop;
  const thrown = link.start(await artifactOf(`await null;\n throw new TypeError('no such user');`));
  expect(await link.end(thrown)).toMatchObject({
    status: 'Failed',
    exception: expect.stringMatching(/^TypeError: no such user\nat .*test-runbook\.ts:8:8/),
  });
  const unhandled = link.start(
    await artifactOf(`setTimeout(() => { throw new Error('late'); }, 1); await new Promise(() => {});`),
  );
  expect((await link.end(unhandled)).exception).toMatch(/^late\nat .*test-runbook\.ts:7:/);
  const rejected = link.start(
    await artifactOf(
      `void Promise.reject(new Error('nobody listens')); await new Promise((r) => setTimeout(r, 5_000));`,
    ),
  );
  expect((await link.end(rejected)).exception).toMatch(/^nobody listens\nat/);
});

test('a runbook that ends its process, or waits for nothing, is told so', async () => {
  const { link } = workshop;
  const exits = link.start(await artifactOf(`log.output('before'); process.exit(3);`));
  expect(await link.end(exits)).toMatchObject({
    status: 'Failed',
    exception: expect.stringContaining('exit code 3'),
  });
  expect(texts(link, exits)).toEqual(['before']);
  const waits = link.start(await artifactOf(`await new Promise(() => {});`));
  expect((await link.end(waits)).exception).toContain('can never happen');
});

test('steps are recorded, keep their results, and refuse what cannot be written down', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(`
    const a = await step('a', () => ({ count: 1, gone: undefined }));
    const b = await step('b', () => undefined);
    const refused: string[] = [];
    for (const work of [
      () => step('a', () => 1),
      () => step('date', () => ({ at: [new Date(0)] })),
      () => step('nan', () => NaN),
      () => step('', () => 1),
    ]) await work().catch((error) => refused.push(error.message));
    return { a, b, refused };
  `);
  const id = link.start(artifact);
  await link.end(id);
  const { value } = link.job(id).streams[0] as { value: { a: unknown; b: unknown; refused: string[] } };
  expect(value.a).toEqual({ count: 1 });
  expect(value.b).toBe(null);
  expect(value.refused).toEqual([
    "There is already a step 'a' in this run.",
    "The result of step 'date' cannot be written down as JSON: at $.at[0] there is a Date.",
    "The result of step 'nan' cannot be written down as JSON: at $ there is NaN.",
    expect.stringContaining('1 to 512 characters'),
  ]);
  expect(link.job(id).journal).toEqual([
    { name: 'a', result: { count: 1 } },
    { name: 'b', result: null },
  ]);
});

test('assets are read and changed, and a missing one says so', async () => {
  const { link } = workshop;
  link.variables.set('key', { text: 'a-value-nobody-may-see', number: 48151623 });
  link.credentials.set('mail', { userName: 'mailer', password: 'correct-horse-battery' });
  const artifact = await artifactOf(`
    await assets.setVariable('seen', { times: 2 });
    const missing = await assets.variable('nope').catch((error) => error.message);
    const { userName, password } = await assets.credential('mail');
    log.output(\`it is \${password}\`);
    log.output({ nested: [Buffer.from('x' + password).toString('base64'), encodeURIComponent(password)] });
    log.output('correct-horse');
    log.output('-battery again');
    console.error(password);
    const key = (await assets.variable('key')) as { text: string; number: number };
    return [key.text.length, key, missing, userName];
  `);
  const id = link.start(artifact);
  await link.end(id);
  expect(link.variables.get('seen')).toEqual({ times: 2 });
  expect(JSON.stringify(link.job(id).streams)).not.toMatch(/correct-horse|battery|Y29ycmVjd|vcnJlY3Qt/);
  expect(JSON.parse(texts(link, id).at(-1)!.replace(':***', ':"***"'))).toEqual([
    22,
    { text: '***', number: '***' },
    "Variable 'nope' not found. Create it in the account first.",
    'mailer',
  ]);
  expect(texts(link, id, 'Error')).toEqual(['***']);
});

test('certificates and connections are read, and what is secret in them is blanked', async () => {
  const { link } = workshop;
  const content = Buffer.from('a whole key, in binary').toString('base64');
  link.certificates.set('sign-in', {
    name: 'sign-in',
    thumbprint: 'A'.repeat(40),
    expiresOn: '2126-11-01T17:25:48.000Z',
    isExportable: true,
    hasPrivateKey: true,
    content,
    password: 'open-sesame-42',
  });
  link.connections.set('billing', {
    name: 'billing',
    connectionType: 'Api',
    fields: { Address: 'https://billing.contoso.com', Key: 'k3y-nobody-sees' },
    secretFields: ['Key'],
  });
  const artifact = await artifactOf(`
    const certificate = await assets.certificate('sign-in');
    const { Address, Key } = await assets.connection('billing');
    log.output([certificate.thumbprint, certificate.expiresOn.getUTCFullYear(), certificate.content.length, Address]);
    log.output([certificate.password, Key, Buffer.from(certificate.content).toString('base64')]);
    log.output(Buffer.from(certificate.content).toString('hex'));
    return assets.connection('nope').catch((error) => error.message);
  `);
  const id = link.start(artifact);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual([
    JSON.stringify(['A'.repeat(40), 2126, 22, 'https://billing.contoso.com']),
    '["***","***","***"]',
    '***',
    expect.stringContaining("Connection 'nope' not found."),
  ]);
});

test('a job that is stopped ends as Stopped at once, even in a loop that never yields', async () => {
  const { link } = workshop;
  const polite = await artifactOf(`
    log.output('waiting');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    log.output('tidied up');
  `);
  const id = link.start(polite);
  await expect.poll(() => texts(link, id)).toEqual(['waiting']);
  link.stopJob(id);
  expect(await link.end(id)).toMatchObject({ status: 'Stopped' });
  expect(texts(link, id)).toEqual(['waiting', 'tidied up']);

  const stubborn = link.start(await artifactOf(`log.output('busy'); for (;;);`));
  await expect.poll(() => texts(link, stubborn)).toEqual(['busy']);
  link.stopJob(stubborn);
  expect(await link.end(stubborn)).toMatchObject({ status: 'Stopped' });
});

test('more jobs than hosts: each runs once, in a process of its own', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(`
    const before = process.env['SEEN'];
    process.env['SEEN'] = job.id;
    return before ?? 'fresh';
  `);
  const ids = Array.from({ length: 6 }, () => link.start(artifact));
  await Promise.all(ids.map((id) => link.end(id)));
  expect(ids.map((id) => texts(link, id))).toEqual(ids.map(() => ['fresh']));
});

test('an outage of the control plane loses nothing', async () => {
  const { link } = workshop;
  let failing = 0;
  link.outage = (method) => {
    if (['appendStreams', 'recordStep', 'end', 'started'].includes(method) && failing++ % 3 !== 2)
      throw new Error('away');
  };
  const artifact = await artifactOf(`
    for (const name of ['a', 'b', 'c']) { log.output(name); await step(name, () => name); }
  `);
  const id = link.start(artifact);
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  link.outage = () => {};
  expect(texts(link, id)).toEqual(['a', 'b', 'c']);
  expect(link.job(id).journal).toHaveLength(3);
});
