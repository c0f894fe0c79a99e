import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sql } from '#store';

import { buildEverything } from '../testing/builder.ts';
import { type TestControlPlane, type Who, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
const working = new AbortController();
let building: Promise<void>;

beforeAll(async () => {
  plane = await testControlPlane();
  building = buildEverything(plane.link, working.signal);
});
afterAll(async () => {
  working.abort();
  await building;
});

const at = (rest: string): string => `${plane.account}/${rest}?${version}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
interface Shown {
  readonly name: string;
  readonly properties: { readonly state: string; readonly contentHash: string; readonly diff?: string };
}

async function draft(runbook: string, text: string, as: Who = 'contributor'): Promise<void> {
  await plane.call('PUT', at(`runbooks/${runbook}`), {
    json: { properties: { runbookType: 'TypeScript' } },
    as,
  });
  expect((await plane.call('PUT', at(`runbooks/${runbook}/draft/content`), { text, as })).status).toBe(202);
}

/** The answer to the publish, or the end of its operation. */
async function publish(runbook: string, as: Who = 'contributor') {
  const asked = await plane.call('POST', at(`runbooks/${runbook}/publish`), { as });
  if (asked.status !== 202) return asked;
  for (;;) {
    const polled = await plane.call('GET', String(asked.headers['location']), { as });
    if (polled.status !== 202) return polled;
  }
}

const request = async (runbook: string, as: Who = 'contributor'): Promise<Shown> => {
  const asked = await plane.call('POST', at(`runbooks/${runbook}/reviews`), {
    json: { comment: 'please' },
    as,
  });
  expect(asked.status).toBe(201);
  return asked.json<Shown>();
};
const decide = (runbook: string, review: string, verb: string, as: Who) =>
  plane.call('POST', at(`runbooks/${runbook}/reviews/${review}/${verb}`), { json: { comment: 'seen' }, as });
const policy = (json: object, as: Who = 'owner') => plane.call('PATCH', at('publishingpolicy'), { json, as });

describe('secrets in the text', () => {
  const leaky = `const password = 'Winter-2024';\nexport default 'x';`;

  test('are told of when a draft is published, with their places', async () => {
    expect((await plane.call('GET', at('publishingpolicy'))).json()).toEqual({
      secretScan: 'warn',
      review: 'none',
    });
    await draft('leaky', leaky);
    const done = await publish('leaky');
    expect(done.status).toBe(200);
    expect(done.json()).toMatchObject({
      status: 'Succeeded',
      properties: {
        warnings: [
          { code: 'SecretLiteral', target: 'leaky.ts(1,19)', message: expect.stringContaining('credential') },
        ],
      },
    });
    expect(done.text).not.toContain('Winter');
  });

  test('keep it from being published where the account says so; an allowance on the line lets it pass', async () => {
    expect((await policy({ secretScan: 'refuse' })).json()).toMatchObject({ secretScan: 'refuse' });
    await draft('leaky', `${leaky}//`);
    const refused = await publish('leaky');
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({
      code: 'SecretsInRunbook',
      error: { details: [{ code: 'SecretLiteral', target: 'leaky.ts(1,19)' }] },
    });
    expect(refused.text).not.toContain('Winter');
    await draft('leaky', leaky.replace(';\n', '; // tenantry:allow-secret of the sample\n'));
    expect((await publish('leaky')).status).toBe(200);
  });

  test('are found when they are secrets of the account, whatever they look like', async () => {
    await plane.call('PUT', at('variables/motto'), {
      json: { properties: { value: '"plain words of ours"', isEncrypted: true } },
    });
    await draft('quotes', `export default 'plain words of ours';`);
    expect((await publish('quotes')).json()).toMatchObject({
      error: { details: [{ code: 'AccountSecret', target: 'quotes.ts(1,17)' }] },
    });
    await policy({ secretScan: 'warn' });
  });

  test('the policy is for owners, and has no other values', async () => {
    expect((await policy({ review: 'required' }, 'contributor')).status).toBe(403);
    expect((await policy({ review: 'maybe' })).status).toBe(400);
    expect((await plane.call('GET', at('publishingpolicy'), { as: 'reader' })).status).toBe(200);
  });
});

describe('where reviews are required', () => {
  beforeAll(() => policy({ review: 'required' }));
  afterAll(() => policy({ review: 'none' }));

  test('a draft is published when somebody else has approved exactly that text', async () => {
    await draft('reviewed', 'one');
    expect((await publish('reviewed')).json()).toMatchObject({ code: 'ReviewRequired' });
    const review = await request('reviewed');
    expect(review.properties).toMatchObject({ state: 'Pending', contentHash: hash('one') });
    expect((await publish('reviewed')).status).toBe(409);

    const own = await decide('reviewed', review.name, 'approve', 'contributor');
    expect(own.status).toBe(403);
    expect(own.json()).toMatchObject({ code: 'ReviewOfOwn' });
    expect((await decide('reviewed', review.name, 'approve', 'reader')).status).toBe(403);

    const approved = await decide('reviewed', review.name, 'approve', 'owner');
    expect(approved.json()).toMatchObject({ properties: { state: 'Approved', decisionComment: 'seen' } });
    expect((await publish('reviewed')).status).toBe(200);
    const after = await plane.call('GET', at(`runbooks/reviewed/reviews/${review.name}`));
    expect(after.json()).toMatchObject({ properties: { state: 'Published' } });
    expect((await decide('reviewed', review.name, 'reject', 'owner')).status).toBe(409);
  });

  test('the difference is shown against what is published', async () => {
    await draft('reviewed', 'one\ntwo');
    const { name } = await request('reviewed');
    const { properties } = (await plane.call('GET', at(`runbooks/reviewed/reviews/${name}`))).json<Shown>();
    expect(properties.diff).toBe(
      '--- reviewed (published)\n+++ reviewed (draft)\n@@ -1,1 +1,2 @@\n one\n+two\n',
    );
    expect((await request('reviewed')).name, 'the same text is the same review').toBe(name);
  });

  test('an approval is void once the draft has changed, and counts again for the text that it was for', async () => {
    await draft('changing', 'good');
    const review = await request('changing');
    await decide('changing', review.name, 'approve', 'owner');
    await draft('changing', 'evil');
    expect((await publish('changing')).status).toBe(409);
    const shown = await plane.call('GET', at(`runbooks/changing/reviews/${review.name}`));
    expect(shown.json()).toMatchObject({ properties: { state: 'Outdated' } });
    await draft('changing', 'good');
    expect((await publish('changing')).status).toBe(200);
    expect((await plane.call('GET', at('runbooks/changing/content'))).text).toBe('good');
  });

  test('everybody who wrote into the draft is its author, also who did so before somebody else', async () => {
    await draft('shared', 'by the owner', 'owner');
    await draft('shared', 'and by another', 'contributor');
    const review = await request('shared');
    expect((await decide('shared', review.name, 'approve', 'owner')).json()).toMatchObject({
      code: 'ReviewOfOwn',
    });
    expect((await decide('shared', review.name, 'reject', 'owner')).json()).toMatchObject({
      properties: { state: 'Rejected' },
    });
    expect((await publish('shared')).status).toBe(409);
    expect((await request('shared')).name, 'after a rejection it may be asked for anew').not.toBe(
      review.name,
    );
  });

  test('of a publish and an edit at the same time only what was approved comes out', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = `raced-${round}`;
      await draft(name, 'approved text');
      const review = await request(name);
      await decide(name, review.name, 'approve', 'owner');
      const [published] = await Promise.all([publish(name), draft(name, 'slipped in')]);
      const content = await plane.call('GET', at(`runbooks/${name}/content`));
      expect([200, 409]).toContain(published.status);
      if (published.status === 200) expect(content.text).toBe('approved text');
      else expect(content.status).toBe(400);
    }
  });

  test('a draft that nobody approved is tested on a fork alone', async () => {
    await draft('tested', 'one');
    const refused = await plane.call('PUT', at('runbooks/tested/draft/testjob'), {
      json: { parameters: { who: 'x' }, runOn: '' },
    });
    expect(refused.status).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'ReviewRequired' });
  });

  test('each step stands in the audit, with the hash of the text', async () => {
    const entries = await plane.db.query<{ action: string; details: { contentHash: string } }>(sql`
      select action, details from audit_entry where resource like '%/runbooks/reviewed'
        and (action like '%/reviews/%' or action like '%/publish/action') order by id`);
    expect(entries.slice(0, 3)).toEqual(
      ['reviews/write', 'reviews/approve/action', 'publish/action'].map((action) => ({
        action: `Microsoft.Automation/automationAccounts/runbooks/${action}`,
        details: expect.objectContaining({ contentHash: hash('one') }),
      })),
    );
  });

  test('a review of another runbook, or of none, is not found', async () => {
    const { name } = await request('tested');
    for (const path of [
      `runbooks/shared/reviews/${name}`,
      'runbooks/tested/reviews/1',
      'runbooks/no/reviews',
    ])
      expect((await plane.call('GET', at(path))).status).toBe(404);
  });
});
