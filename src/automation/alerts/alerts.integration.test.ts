import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createAuthority, issueServerCertificate } from '#certificates';
import { manualClock, newId } from '#kernel';
import { sql } from '#store';

import { type TestControlPlane, testControlPlane } from '../../api/testing/control-plane.ts';
import type { Account } from '../accounts/accounts.ts';
import { checkSignature } from '../webhooks/signature.ts';
import type { Alert } from './alert.ts';
import type { AlertRuleInput } from './rules.ts';
import type { AlertMessage } from './telling.ts';
import { type HttpReceiver, httpReceiver, mailReceiver } from './testing/receivers.ts';

const actor = { objectId: 'test' };
const clock = manualClock(Date.parse('2026-11-26T06:00:00Z'));
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
let plane: TestControlPlane;
let account: Account;
let receiver: HttpReceiver;
let secret: string;

beforeAll(async () => {
  plane = await testControlPlane({ clock });
  account = await plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name: 'main',
  });
  receiver = await httpReceiver();
  const made = await destination('hook', { kind: 'webhook', url: receiver.url, allowPrivate: true });
  secret = made.secret!;
});
afterAll(() => receiver.close());
beforeEach(async () => {
  await plane.db.query(sql`delete from alert_rule`);
  await plane.db.query(sql`delete from job`);
  clock.advance(hour);
});

const round = () => plane.automation.alerting.round();
const destination = (name: string, input: Parameters<typeof plane.automation.alertDestinations.put>[2]) =>
  plane.automation.alertDestinations.put(account, name, input, actor);
const rule = (name: string, input: AlertRuleInput) =>
  plane.automation.alertRules.put(account, name, { destinations: ['hook'], ...input }, actor);
const alerts = async (): Promise<readonly Alert[]> =>
  (await plane.automation.alerts.list(account.id, undefined)).items;

/** A job that is as far as the test wants it. */
async function job(status: string, more: { runbook?: string; exception?: string; tenant?: string } = {}) {
  const { runbook = 'offboard-user', exception = null, tenant = 'main' } = more;
  const [id, now] = [newId(), new Date(clock.now())];
  const ended = ['Failed', 'Completed'].includes(status) ? now : null;
  await plane.db.query(sql`
    insert into job (id, account_id, name, runbook_name, runbook_type, status, parameters, tenant, started_by, created_at, started_at,
      ended_at, modified_at, status_modified_at, exception)
    values (${id}, ${account.id}, ${id}, ${runbook}, 'TypeScript', ${status}, ''::bytea, ${tenant}, 'test', ${now}, ${now}, ${ended},
      ${now}, ${now}, ${exception})`);
  return id;
}

/** What arrived since the last time. */
const arrived = (() => {
  let seen = 0;
  return (): AlertMessage[] => {
    const fresh = receiver.received.slice(seen);
    seen = receiver.received.length;
    return fresh.map(({ body }) => JSON.parse(body) as AlertMessage);
  };
})();

describe('jobs that failed', () => {
  test('make one alert a runbook, however many they are, which a job that completes resolves', async () => {
    await rule('failures', { condition: 'job-failed' });
    const id = await job('Failed', { exception: 'Boom' });
    await job('Failed', { runbook: 'other' });
    await job('Failed', { tenant: 'rehearsal' });
    await round();
    expect(arrived().map(({ event, alert }) => [event, alert.subject.split('/').at(-1)])).toEqual(
      expect.arrayContaining([
        ['opened', 'offboard-user'],
        ['opened', 'other'],
      ]),
    );
    clock.advance(minute);
    await job('Failed');
    await round();
    await round();
    expect(arrived(), 'an open alert is told once').toEqual([]);
    const [alert] = (await alerts()).filter(({ key }) => key === 'runbook:offboard-user');
    expect(alert).toMatchObject({ state: 'Open', count: 2, rule: 'failures' });
    expect(alert?.details['job']).not.toBe(id);
    clock.advance(minute);
    await job('Completed');
    await round();
    expect(arrived()).toMatchObject([{ event: 'resolved', alert: { state: 'Resolved', count: 2 } }]);
    clock.advance(minute);
    await job('Failed');
    await round();
    expect(arrived()).toMatchObject([{ event: 'opened', alert: { id: alert?.id, count: 1 } }]);
  });

  test('that ended while nobody watched are found afterwards, and those before the rule are not', async () => {
    await job('Failed', { runbook: 'before' });
    clock.advance(minute);
    await rule('failures', { condition: 'job-failed' });
    await round();
    clock.advance(2 * day);
    await job('Failed', { runbook: 'meanwhile' });
    clock.advance(day);
    await round();
    expect((await alerts()).map(({ key }) => key)).toEqual(['runbook:meanwhile']);
    arrived();
  });

  test('tell their exception without the secrets of the account', async () => {
    await plane.call('PUT', `${plane.account}/variables/key?api-version=2024-10-23`, {
      json: { name: 'key', properties: { value: '"s3cret-in-a-variable"', isEncrypted: true } },
    });
    await rule('failures', { condition: 'job-failed' });
    await job('Failed', { exception: 'refused: s3cret-in-a-variable' });
    await round();
    expect(arrived()).toMatchObject([{ alert: { details: { exception: 'refused: ***' } } }]);
  });

  test('an alert that is snoozed is told when the snooze is over and it is still open', async () => {
    await rule('failures', { condition: 'job-failed' });
    await job('Failed');
    await round();
    arrived();
    const [{ id } = { id: '' }] = await alerts();
    const until = new Date(clock.now() + hour).toISOString();
    await plane.automation.alerts.snooze(account, id, until, actor);
    clock.advance(minute);
    await job('Failed');
    await round();
    expect(arrived()).toEqual([]);
    clock.advance(hour);
    await round();
    await round();
    expect(arrived()).toMatchObject([{ event: 'reminded', alert: { id, count: 2 } }]);
    await expect(plane.automation.alerts.snooze(account, id, until, actor)).rejects.toMatchObject({
      code: 'AlertSnoozeInvalid',
    });
  });

  test('an alert that is not seen any more expires, quietly', async () => {
    await rule('failures', { condition: 'job-failed', expiresAfterHours: 2 });
    await job('Failed');
    await round();
    arrived();
    clock.advance(2 * hour + 1);
    await round();
    expect((await alerts()).map(({ state }) => state)).toEqual(['Expired']);
    expect(arrived()).toEqual([]);
  });
});

describe('what is expected and does not come', () => {
  async function schedule(name: string, nextWindow: number): Promise<{ id: string; link: string }> {
    const [id, runbook, link, now] = [newId(), newId(), newId(), new Date(clock.now())];
    await plane.db.query(sql`
      insert into runbook (id, account_id, name, type, state, location, created_at, modified_at)
      values (${runbook}, ${account.id}, ${`of-${name}`}, 'TypeScript', 'New', '', ${now}, ${now})`);
    await plane.db.query(sql`
      insert into schedule (id, account_id, name, start_at, time_zone, rule, gap, overlap, misfire, jitter_seconds, exclusions,
        is_enabled, next_window, next_run_at, created_at, modified_at)
      values (${id}, ${account.id}, ${name}, ${now}, 'UTC', '{"frequency":"Day","interval":1}', 'after', 'once', 'once', 0, '{}', true,
        ${new Date(nextWindow)}, ${new Date(nextWindow)}, ${now}, ${now})`);
    await plane.db.query(sql`
      insert into job_schedule (account_id, id, schedule_id, runbook_id, parameters, created_at)
      values (${account.id}, ${link}, ${id}, ${runbook}, ''::bytea, ${now})`);
    return { id, link };
  }
  const recorded = (link: string, due: number, outcome: string, reason: string | null = null) =>
    plane.db.query(sql`
      insert into schedule_run (account_id, job_schedule_id, due_at, outcome, reason, recorded_at)
      values (${account.id}, ${link}, ${new Date(due)}, ${outcome}, ${reason}, now())`);

  test('a time of a schedule that was neither run nor skipped raises an alert after the grace, until it is', async () => {
    await rule('runs', { condition: 'run-missing', threshold: 15 });
    const due = clock.now();
    const { id } = await schedule('nightly', due);
    clock.advance(14 * minute);
    await round();
    expect(arrived()).toEqual([]);
    clock.advance(2 * minute);
    await round();
    expect(arrived()).toMatchObject([
      { event: 'opened', alert: { details: { schedule: 'nightly', due: new Date(due).toISOString() } } },
    ]);
    await plane.db.query(
      sql`update schedule set next_window = ${new Date(clock.now() + day)} where id = ${id}`,
    );
    await round();
    expect(arrived()).toMatchObject([{ event: 'resolved' }]);
  });

  test('a time whose job could not be made raises one, and a recorded skip does not', async () => {
    await rule('runs', { condition: 'run-missing' });
    const later = clock.now() + day;
    const [failing, skipping] = [await schedule('failing', later), await schedule('skipping', later)];
    await recorded(failing.link, clock.now() - minute, 'failed', 'the runbook is not published');
    await recorded(skipping.link, clock.now() - minute, 'skipped', 'it was missed');
    await round();
    expect(arrived()).toMatchObject([
      {
        event: 'opened',
        alert: { details: { schedule: 'failing', reason: 'the runbook is not published' } },
      },
    ]);
    await recorded(failing.link, clock.now(), 'job');
    await round();
    expect(arrived()).toMatchObject([{ event: 'resolved' }]);
  });

  test('a runbook that has to complete again and again, whoever starts it', async () => {
    await rule('heartbeat', { condition: 'completion-missing', of: 'report', threshold: 24 });
    clock.advance(23 * hour);
    await round();
    expect(await alerts(), 'nothing is expected of the time before the rule').toEqual([]);
    clock.advance(2 * hour);
    await job('Failed', { runbook: 'report' });
    await round();
    expect(arrived()).toMatchObject([{ event: 'opened', alert: { details: { lastCompleted: 'never' } } }]);
    await job('Completed', { runbook: 'Report' });
    await round();
    expect(arrived()).toMatchObject([{ event: 'resolved' }]);
  });
});

test('certificates, webhooks and keys that end soon are told of, those of identities included', async () => {
  await rule('expiry', { condition: 'expiring', threshold: 30 });
  const soon = new Date(clock.now() + 29 * day);
  await plane.db.query(sql`
    insert into certificate (account_id, name, thumbprint, expires_at, is_exportable, has_private_key, content, password, created_at,
      modified_at)
    values (${account.id}, 'mail', 'AA', ${soon}, false, false, ''::bytea, ''::bytea, now(), now()),
      (${account.id}, 'later', 'BB', ${new Date(clock.now() + 31 * day)}, false, false, ''::bytea, ''::bytea, now(), now())`);
  const [groupId, id] = [newId(), newId()];
  await plane.db.query(sql`
    with made as (
      insert into hybrid_worker_group (id, account_id, name, created_at, modified_at)
      values (${groupId}, ${account.id}, 'cellar', now(), now())
    ), worker as (
      insert into hybrid_worker (account_id, id, group_id, name, vm_resource_id, registered_at, modified_at)
      values (${account.id}, ${id}, ${groupId}, 'w1', '', now(), now())
    )
    insert into hybrid_worker_certificate (fingerprint, account_id, worker_id, created_at, valid_until)
    values ('old', ${account.id}, ${id}, now(), ${new Date(clock.now() + day)}),
      ('new', ${account.id}, ${id}, now(), ${new Date(clock.now() + 6 * day)})`);
  await round();
  // The worker's newest will be renewed in time, for all that is known.
  expect(arrived().map(({ alert }) => alert.details['what'])).toEqual(['The certificate mail']);
  await plane.db.query(
    sql`update hybrid_worker_certificate set valid_until = ${new Date(clock.now() + 4 * day)}`,
  );
  await round();
  expect(arrived().map(({ alert }) => alert.details['what'])).toEqual([
    'The certificate of the hybrid worker w1',
  ]);
  await plane.db.query(sql`delete from hybrid_worker_group where id = ${groupId}`);
  await plane.db.query(sql`delete from certificate`);
  // Certificates of identities are made for years: a rule that looks far enough finds them in the directory.
  await rule('expiry', { condition: 'expiring', threshold: 20_000 });
  clock.advance(2 * hour);
  await round();
  expect(arrived().map(({ event, alert }) => [event, alert.details['what']])).toEqual(
    expect.arrayContaining([
      ['resolved', 'The certificate mail'],
      ['resolved', 'The certificate of the hybrid worker w1'],
      ['opened', expect.stringMatching(/^The certificate .* of the identity \S+$/)],
    ]),
  );
});

test('workers that take nothing, groups without one, and jobs that do nothing visible', async () => {
  await rule('workers', { condition: 'worker-stuck', threshold: 10 });
  await rule('silent', { condition: 'job-silent', threshold: 60 });
  await job('New');
  await job('New');
  const group = await job('New');
  await plane.db.query(sql`update job set held_because = 'group', run_on = 'onprem' where id = ${group}`);
  const held = await job('New');
  await plane.db.query(sql`update job set held_because = 'account' where id = ${held}`);
  await plane.db.query(sql`
    insert into worker (name, facts, started_at, seen_at)
    values ('w', '{}', ${new Date(clock.now())}, ${new Date(clock.now())})`);
  const [quiet, busy] = [await job('Running'), await job('Running')];
  clock.advance(61 * minute);
  await plane.db.query(sql`
    insert into job_stream (job_id, attempt, sequence, stream, text, time) values (${busy}, 1, 1, 'Output', 'x', ${new Date(clock.now())})`);
  await round();
  expect((await alerts()).map(({ key }) => key)).not.toContain('workers:');
  await round();
  expect((await alerts()).map(({ key, details }) => [key, details['jobs']]).toSorted()).toEqual(
    [
      ['group:onprem', '1'],
      [`job:${quiet}`, undefined],
      ['queue:', '2'],
      ['workers:', undefined],
    ].toSorted(),
  );
  await plane.db.query(sql`update job set status = 'Completed', ended_at = ${new Date(clock.now())}`);
  await plane.db.query(sql`update worker set seen_at = ${new Date(clock.now())}`);
  await round();
  expect((await alerts()).every(({ state }) => state === 'Resolved')).toBe(true);
  arrived();
});

test('event sources whose subscription could not be renewed for a while', async () => {
  await rule('events', { condition: 'event-source-failing' });
  const [runbook, now] = [newId(), new Date(clock.now())];
  await plane.db.query(sql`
    insert into runbook (id, account_id, name, type, state, location, created_at, modified_at)
    values (${runbook}, ${account.id}, 'react', 'Python3', 'New', 'local', now(), now())`);
  await plane.db.query(sql`
    insert into event_source (id, account_id, name, kind, runbook_id, parameters, is_enabled, allowed_origins, resource, change_types,
      with_data, subscription_id, expires_at, failing_since, error, created_at, modified_at)
    select gen_random_uuid(), ${account.id}, name, 'MicrosoftGraph', ${runbook}, ''::bytea, name <> 'off', '{}', 'users', '{updated}',
      false, name, ${new Date(clock.now() + hour)}, case when name <> 'fine' then ${now}::timestamptz end, '403 Forbidden', now(), now()
    from unnest(${['people', 'fine', 'off']}::text[]) as name`);
  await round();
  expect(arrived()).toEqual([]);
  clock.advance(16 * minute);
  await round();
  expect(
    arrived().map(({ event, alert }) => [event, alert.details['eventSource'], alert.details['reason']]),
  ).toEqual([['opened', 'people', '403 Forbidden']]);
  await plane.db.query(sql`delete from runbook where id = ${runbook}`);
  await round();
  expect(arrived().map(({ event }) => event)).toEqual(['resolved']);
});

test.each(['1', 'yesterday', '2026-02-31T00:00:00.000Z x', '2026-11-26T00:00:00.000Z not-an-id'])(
  'a page of alerts that begins at %j is refused, not failed at',
  async (place) => {
    const token = Buffer.from(place).toString('base64url');
    const refused = await plane.call(
      'GET',
      `${plane.account}/alerts?api-version=2024-10-23&$skiptoken=${token}`,
    );
    expect([refused.status, refused.json<{ error: { code: string } }>().error.code]).toEqual([
      400,
      'BadRequest',
    ]);
  },
);

test('a rule that cannot be looked at says why, and stops no other', async () => {
  await rule('broken', { condition: 'job-failed' });
  await rule('fine', { condition: 'job-failed' });
  await plane.db.query(sql`update alert_rule set condition = 'unknown' where name = 'broken'`);
  await job('Failed');
  await round();
  expect((await alerts()).map((alert) => alert.rule)).toEqual(['fine']);
  expect((await plane.automation.alertRules.get(account.id, 'broken')).error).not.toBeNull();
  arrived();
});

describe('deliveries', () => {
  test('are signed as our own webhooks are, with the same id in each attempt, until they arrive', async () => {
    await rule('failures', { condition: 'job-failed' });
    await job('Failed');
    receiver.answer(500, 302);
    await round();
    await round();
    expect(receiver.received.at(-1)!.headers['x-tenantry-signature']).toMatch(/^v1=/);
    expect((await plane.automation.alertDestinations.get(account.id, 'hook')).error).toContain('500');
    clock.advance(11_000);
    await round();
    clock.advance(21_000);
    await round();
    clock.advance(hour);
    await round();
    const messages = arrived();
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1);
    const { headers, body } = receiver.received.at(-1)!;
    const checked = checkSignature(headers as Record<string, string>, Buffer.from(body), {
      secrets: [secret],
      now: clock.now() - hour,
    });
    expect(checked).toEqual({ nonce: messages[0]?.id });
    const after = await plane.automation.alertDestinations.get(account.id, 'hook');
    expect([after.error, after.deliveredAt]).toEqual([null, expect.any(Date)]);
  });

  test('that nobody takes for a day are given up', async () => {
    await rule('failures', { condition: 'job-failed' });
    await job('Failed');
    for (let at = 0; at < 26; at += 1) {
      receiver.answer(503);
      await round();
      clock.advance(hour);
    }
    const [{ left } = { left: -1 }] = await plane.db.query<{ left: number }>(
      sql`select count(*)::int as left from alert_delivery where next_at is not null`,
    );
    expect(left).toBe(0);
    arrived();
  });

  test('to private addresses are refused unless an owner allows them, whatever name they go by', async () => {
    for (const url of [
      receiver.url,
      receiver.url.replace('127.0.0.1', 'localhost'),
      'https://127.1/hook',
      'https://[::1]/hook',
      'https://169.254.169.254/latest',
    ]) {
      await destination('private', { kind: 'webhook', url });
      await expect(plane.automation.alertDestinations.test(account, 'private', actor)).rejects.toMatchObject({
        code: 'AlertDestinationRefused',
      });
    }
    for (const url of [
      'http://example.com/hook',
      'ftp://example.com',
      'https://me:pw@example.com/',
      'nothing',
    ])
      await expect(destination('wrong', { kind: 'teams', url })).rejects.toMatchObject({
        code: 'AlertDestinationInvalid',
      });
    expect(arrived()).toEqual([]);
  });

  test('to Teams are an Adaptive Card, in which what a job wrote is no markup', async () => {
    await destination('channel', { kind: 'teams', url: receiver.url, allowPrivate: true });
    await rule('failures', { condition: 'job-failed', destinations: ['channel'] });
    await job('Failed', { exception: '[click](https://evil.example)' });
    await round();
    const card = JSON.parse(receiver.received.at(-1)!.body) as {
      type: string;
      attachments: {
        contentType: string;
        content: { type: string; version: string; body: { text?: string }[] };
      }[];
    };
    arrived();
    expect(card).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            body: [{ text: 'Alert: failures' }, {}, { type: 'FactSet' }],
          },
        },
      ],
    });
    expect(JSON.stringify(card)).toContain(String.raw`\\[click\\]\\(https://evil.example\\)`);
  });

  test('by mail are encrypted and signed in, and carry the delivery as their id', async () => {
    const authority = await createAuthority({ name: 'Mail authority' });
    const { privateKeyPem, certificatePem } = await issueServerCertificate(authority, {
      hosts: ['localhost'],
    });
    const mail = await mailReceiver({ key: privateKeyPem, cert: certificatePem }, 'mail-s3cret');
    const input = {
      kind: 'mail',
      host: 'localhost',
      port: mail.port,
      from: 'tenantry@contoso.com',
      to: ['ops@contoso.com'],
      userName: 'robot',
      password: 'mail-s3cret',
      allowPrivate: true,
    };
    await destination('post', input);
    const tried = () => plane.automation.alertDestinations.test(account, 'post', actor);
    await expect(tried(), 'of an authority that nobody knows').rejects.toThrow(
      /its certificate is not accepted \(\w+\)/,
    );
    await destination('post', {
      ...input,
      host: '127.1',
      certificateAuthority: authority.certificatePem,
    });
    await expect(tried(), 'of another name').rejects.toThrow('not accepted (ERR_TLS_CERT_ALTNAME_INVALID)');
    await destination('post', {
      ...input,
      certificateAuthority: authority.certificatePem,
      password: 'wrong-s3cret',
    });
    const refused = await tried().catch((error: Error) => error.message);
    expect(refused).toContain('refused user name and password');
    expect(refused).not.toContain('s3cret');
    await destination('post', { ...input, certificateAuthority: authority.certificatePem });
    await tried();
    expect(mail.mails).toMatchObject([{ secure: true, user: 'robot' }]);
    expect(mail.mails[0]?.text).toMatch(
      /Message-ID: <[0-9a-f-]{36}@tenantry>[\s\S]*This is a test: nothing is wrong\./,
    );
    await mail.close();
  });

  test('by mail to several are not repeated when a receiver is refused, and the destination says so', async () => {
    const mail = await mailReceiver();
    await destination('several', {
      kind: 'mail',
      host: '127.0.0.1',
      port: mail.port,
      from: 'a@contoso.com',
      to: ['ops@contoso.com', 'nobody@contoso.com'],
      allowPrivate: true,
    });
    await expect(plane.automation.alertDestinations.test(account, 'several', actor)).rejects.toThrow(
      'the server refused 1 of 2 receivers',
    );
    expect(mail.mails).toHaveLength(1);
    await rule('failures', { condition: 'job-failed', destinations: ['several'] });
    await job('Failed', { exception: 'it went wrong' });
    await round();
    clock.advance(hour);
    await round();
    expect(mail.mails).toHaveLength(2);
    const [told] = await plane.db.query<{ error: string; delivered: Date | null }>(
      sql`select error, delivered_at as delivered from alert_destination where name = 'several'`,
    );
    expect(told).toMatchObject({ error: 'the server refused 1 of 2 receivers', delivered: expect.any(Date) });
    await mail.close();
  });

  test('by mail to a server without encryption are not sent, unless it is this machine', async () => {
    const mail = await mailReceiver();
    const input = {
      kind: 'mail',
      port: mail.port,
      from: 'a@contoso.com',
      to: ['b@contoso.com'],
      allowPrivate: true,
    };
    // This machine by a name that does not say so.
    await destination('plain', { ...input, host: '127.1' });
    await expect(plane.automation.alertDestinations.test(account, 'plain', actor)).rejects.toMatchObject({
      code: 'AlertNotDelivered',
    });
    expect(mail.mails).toEqual([]);
    await destination('plain', { ...input, host: '127.0.0.1' });
    await plane.automation.alertDestinations.test(account, 'plain', actor);
    expect(mail.mails).toMatchObject([{ secure: false }]);
    await mail.close();
  });

  test('what is secret of a destination is shown by nobody, and lies sealed', async () => {
    const shown = await plane.call('GET', `${plane.account}/alertDestinations?api-version=2024-10-23`);
    expect(shown.text).toContain('hook');
    const [{ all } = { all: '' }] = await plane.db.query<{ all: string }>(
      sql`select json_agg(d)::text || (select json_agg(e)::text from audit_entry e) as all from alert_destination d`,
    );
    for (const hidden of ['in-the-address', 'mail-s3cret', secret]) {
      expect(shown.text).not.toContain(hidden);
      expect(all).not.toContain(hidden);
    }
  });
});
