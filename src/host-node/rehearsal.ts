import { z } from 'zod';

import type { HostFrame } from '#host-protocol';
import { defineRunbook } from '#runbook';

import type { Channel } from './channel.ts';
import { type Start, startJob } from './job.ts';
import { createRequests } from './requests.ts';

const runbook = () =>
  defineRunbook({
    parameters: z.object({
      text: z.string().min(1).regex(/./).describe('rehearsal'),
      count: z.number().int().default(1),
      list: z.array(z.string()).default([]),
      flag: z.boolean().optional(),
      choice: z.enum(['a', 'b']).nullable().optional(),
    }),
    async run({ params, log, step, assets, identity, runbooks, signal }) {
      log.output(params);
      log.warning('rehearsal');
      await step('rehearsal', () => params.count);
      return [assets, identity, runbooks, signal].length;
    },
  });

/**
 * Does once what jobs do, with nobody at the other end: functions that are compiled by then go into the code cache, where
 * each host finds them. Only for making the cache: no host spends the time.
 */
export async function rehearse(): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const channel: Channel = {
    send(frame: HostFrame) {
      if ('id' in frame) queueMicrotask(() => requests.answered(frame.id, null));
      if (frame.type === 'ended') ended.resolve();
    },
    hold() {},
    letGo() {},
  };
  const requests = createRequests(channel);
  const start: Start = {
    type: 'start',
    jobId: '',
    attempt: 1,
    runbook: 'rehearsal',
    artifact: '/rehearsal.mjs',
    parameters: { text: 'a', count: '2', list: '["a"]', flag: 'true', choice: 'a' },
    environment: {},
    journal: [],
  };
  startJob(start, async () => ({ default: runbook() }), channel, requests);
  await ended.promise;
}
