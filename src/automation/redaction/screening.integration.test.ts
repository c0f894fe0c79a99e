import { createPrivateKey } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';

import { createLogger, newId } from '#kernel';
import { sql, statement } from '#store';
import type { AttemptRef, StreamRecord } from '#worker-link';

import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../../api/testing/control-plane.ts';
import * as sample from '../../certificates/testing/sample-pfx.ts';
import type { Account } from '../accounts/accounts.ts';

const actor = { objectId: 'test' };
const secrets = {
  variable: 'variable-Sunflower-71',
  inObject: 'object-Marigold-72',
  credential: 'credential-"Tulip"-73',
  connection: 'connection-Dahlia&74',
};

let plane: TestControlPlane;
let account: Account;

beforeAll(async () => {
  plane = await testControlPlane();
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'prints', 'export default "prints"');
  published.abort();
  await building;
  const { automation, subscriptionId } = plane;
  const { assets, accounts } = automation;
  account = await accounts.get({ subscriptionId, resourceGroup: 'tenantry', name: 'main' });
  const text = { type: 'System.String', isOptional: false };
  await assets.variables.put(
    account,
    'v',
    { value: JSON.stringify(secrets.variable), isEncrypted: true },
    actor,
  );
  const object = JSON.stringify({ a: [secrets.inObject] });
  await assets.variables.put(account, 'o', { value: object, isEncrypted: true }, actor);
  await assets.credentials.put(account, 'c', { userName: 'u', password: secrets.credential }, actor);
  await assets.connectionTypes.put(account, 'T', { Key: { ...text, isEncrypted: true } }, false, actor);
  await assets.connections.put(
    account,
    'n',
    { connectionType: 'T', fieldValues: { Key: secrets.connection } },
    actor,
  );
  const uploaded = { content: sample.pfx, password: sample.password, isExportable: true };
  await assets.certificates.put(account, 'p', uploaded, actor);
});

/** A job that some worker has claimed. */
async function claimed(parameters: Record<string, string> = {}): Promise<AttemptRef> {
  const { id } = await plane.automation.jobs.create(
    account,
    { name: newId(), runbook: 'prints', parameters: { who: 'x', ...parameters } },
    actor,
  );
  for (;;) {
    const claim = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 30_000 });
    if (claim?.attempt.jobId === id) return claim.attempt;
  }
}

const record = (sequence: number, text: string, value?: unknown): StreamRecord => ({
  sequence,
  stream: 'Output',
  text,
  time: new Date(sequence * 1_000).toISOString(),
  ...(value !== undefined && { value }),
});

async function kept(attempt: AttemptRef): Promise<{ text: string; value: unknown }[]> {
  return plane.db.query(
    sql`select text, value from job_stream where job_id = ${attempt.jobId} order by attempt, sequence`,
  );
}

describe('what a worker sends that does not know the secrets', () => {
  test.each(Object.entries(secrets))(
    'a secret of the kind %s is blanked in text and value',
    async (_kind, secret) => {
      const attempt = await claimed();
      await plane.link.appendStreams(attempt, [
        record(1, `it is ${secret}!`),
        record(2, Buffer.from(`it is ${secret}`).toString('base64'), { deep: [secret] }),
      ]);
      const [one, two] = await kept(attempt);
      expect(one).toEqual({ text: 'it is ***!', value: null });
      expect(two!.text).toContain('***');
      expect(two!.value).toEqual({ deep: ['***'] });
    },
  );

  test('the private key of a certificate is blanked as PEM, as JWK and as its PKCS#12 file', async () => {
    const content = Buffer.from(sample.openPfx, 'base64');
    const key = await privateKeyOf(content);
    const pem = key.export({ format: 'pem', type: 'pkcs8' }) as string;
    const older = key.export({ format: 'pem', type: 'sec1' }) as string;
    const { d } = key.export({ format: 'jwk' }) as { d: string };
    const attempt = await claimed();
    const lines = [pem, older, d, sample.openPfx.match(/.{1,76}/g)!.join('\r\n'), content.toString('hex')];
    await plane.link.appendStreams(
      attempt,
      lines.map((text, at) => record(at + 1, text)),
    );
    const shown = (await kept(attempt)).map(({ text }) => text).join('\n');
    const left = shown.split(/\r?\n/).filter((line) => !/^\*\*\*.{0,2}$|^-----|^$/.test(line));
    // What is left is the end of a last line that is too short to be known by.
    for (const line of left) expect(line.length).toBeLessThan(12);
    expect(shown.match(/\*\*\*/g)!.length).toBeGreaterThan(lines.length);
  });

  test('a secret over two batches is blanked in both', async () => {
    const attempt = await claimed();
    const [one, two] = [secrets.variable.slice(0, 7), secrets.variable.slice(7)];
    await plane.link.appendStreams(attempt, [record(1, `begin ${one}`, `begin ${one}`)]);
    await plane.link.appendStreams(attempt, [record(2, `${two} end`, { part: two })]);
    expect(await kept(attempt)).toEqual([
      { text: 'begin ***', value: 'begin ***' },
      { text: ' end', value: ' end' },
    ]);
  });

  test('calls, exceptions and releases are blanked', async () => {
    const attempt = await claimed();
    const secret = secrets.variable;
    await plane.link.appendCalls(attempt, [
      {
        sequence: 1,
        method: 'GET',
        host: `${secret.toLowerCase()}.example.com`,
        pathTemplate: `/v1.0/${encodeURIComponent(secrets.credential)}`,
        status: 0,
        milliseconds: 1,
        refused: true,
        time: new Date(0).toISOString(),
      },
    ]);
    await plane.link.end(attempt, { status: 'Failed', exception: `no ${secret}`, durationMilliseconds: 1 });
    const [call] = await plane.automation.records.calls(attempt.jobId);
    expect(call!.pathTemplate).toBe('/v1.0/***');
    expect((await plane.automation.jobs.get(account.id, attempt.jobId)).exception).toBe('no ***');
    const other = await claimed();
    await plane.link.release(other, `died of ${secret}`);
    const row = await plane.db.one<{ outcome: string }>(
      sql`select outcome from job_attempt where job_id = ${other.jobId}`,
    );
    expect(row.outcome).toBe('released: died of ***');
  });

  test('a step is found by its own name, and shown without the secret in it', async () => {
    const attempt = await claimed();
    const names = [`mail ${secrets.variable}`, `mail ${secrets.inObject}`];
    for (const name of names) await plane.link.recordStep(attempt, { name, result: name });
    await plane.link.recordStep(attempt, { name: names[0]!, result: 'told twice' });
    const shown = (await plane.automation.records.steps(attempt.jobId)).map(({ name }) => name);
    expect(shown).toEqual([expect.stringMatching(/^mail \*\*\* #/), expect.stringMatching(/^mail \*\*\* #/)]);
    expect(new Set(shown).size).toBe(2);
    await plane.link.release(attempt, 'again');
    const claim = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 30_000 });
    expect(claim).toMatchObject({ journal: names.map((name) => ({ name, result: name })) });
  });

  test('parameters of a job are shown without secrets', async () => {
    const attempt = await claimed({ who: `not ${secrets.variable}` });
    const { parameters } = await plane.automation.jobs.get(account.id, attempt.jobId);
    expect(parameters).toEqual({ who: 'not ***' });
  });
});

describe('a password-typed parameter', () => {
  const password = 'parameter-Crocus-75';

  beforeAll(async () => {
    await plane.db.query(sql`
      update runbook_version v set parameters = parameters || ${JSON.stringify([
        { name: 'key', type: 'System.Security.SecureString', isMandatory: false, position: 1 },
      ])}::jsonb from runbook r where r.id = v.runbook_id and r.name = 'prints'`);
  });

  test('is blanked in what the job says, and in what its children say, and never shown', async () => {
    const attempt = await claimed({ key: password });
    const { jobs } = plane.automation;
    expect((await jobs.get(account.id, attempt.jobId)).parameters).toEqual({ who: 'x', key: '***' });
    await plane.link.appendStreams(attempt, [record(1, password), record(2, secrets.variable)]);
    expect((await kept(attempt)).map(({ text }) => text)).toEqual(['***', '***']);
    const child = await plane.link.startJob(attempt, {
      runbook: 'prints',
      parameters: { who: `it is ${password}` },
      key: '1',
    });
    expect((await jobs.get(account.id, child.id)).parameters).toEqual({ who: 'it is ***' });
    const claim = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 30_000 });
    expect(claim).toMatchObject({ attempt: { jobId: child.id }, parameters: { who: `it is ${password}` } });
    await plane.link.appendStreams(claim!.attempt, [record(1, password)]);
    expect((await kept(claim!.attempt))[0]!.text).toBe('***');
    const stranger = await claimed();
    await plane.link.appendStreams(stranger, [record(1, password)]);
    expect((await kept(stranger))[0]!.text, 'others do not know it').toBe(password);
  });
});

describe('what changes meanwhile', () => {
  test('a secret that is made, changed or deleted counts from the next record on', async () => {
    const attempt = await claimed();
    const { variables } = plane.automation.assets;
    const say = async (sequence: number, text: string): Promise<string> => {
      await plane.link.appendStreams(attempt, [record(sequence, text)]);
      return (await kept(attempt)).at(-1)!.text;
    };
    const value = (text: string) => ({ value: JSON.stringify(text), isEncrypted: true });
    expect(await say(1, 'new-born-secret')).toBe('new-born-secret');
    await variables.put(account, 'fresh', value('new-born-secret'), actor);
    expect(await say(2, 'new-born-secret')).toBe('***');
    await plane.link.setVariable(attempt, 'fresh', 'set-by-a-job');
    expect(await say(3, 'set-by-a-job')).toBe('***');
    await variables.remove(account, 'fresh', actor);
    expect(await say(4, 'set-by-a-job')).toBe('set-by-a-job');
  });

  test('keys of the account count, too', async () => {
    const attempt = await claimed();
    const { keys } = (await plane.call('POST', `${plane.account}/listKeys?api-version=2024-10-23`)).json<{
      keys: Record<string, string>[];
    }>();
    const texts = keys.flatMap((key) => Object.values(key)).filter((text) => text.length > 30);
    expect(texts).toHaveLength(2);
    await plane.link.appendStreams(
      attempt,
      texts.map((text, index) => record(index + 1, text)),
    );
    expect((await kept(attempt)).map(({ text }) => text)).toEqual(['***', '***']);
  });

  test('a record that was tampered with keeps nothing else from being blanked', async () => {
    const attempt = await claimed();
    await plane.db.query(statement(`update credential set password = '\\x01' where name = 'c'`));
    await plane.link.appendStreams(attempt, [record(1, secrets.variable)]);
    expect((await kept(attempt))[0]!.text).toBe('***');
  });

  test('lines of the log are blanked', async () => {
    const lines: string[] = [];
    const logger = plane.automation.redactors.logger(createLogger((line) => lines.push(line)));
    await plane.link.appendStreams(await claimed(), [record(1, 'x')]);
    logger.warn('first', {});
    await Promise.resolve();
    logger.with({ path: `/${secrets.variable}` }).error('it broke', { error: new Error(secrets.variable) });
    expect(lines.at(-1)).toContain('/***');
    expect(lines.at(-1)).not.toContain('Sunflower');
  });
});

async function privateKeyOf(pkcs12: Buffer) {
  const { readCertificate } = await import('#certificates');
  const facts = readCertificate(pkcs12, '');
  if (!facts.ok || facts.privateKey === undefined) throw new Error('the sample has no key');
  expect(facts.thumbprint).toBe(sample.thumbprint);
  return createPrivateKey(facts.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
}
