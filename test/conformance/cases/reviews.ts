import { expect } from 'vitest';

import type { ConformanceCase } from '../harness.ts';
import { typescript } from './runbooks.ts';

interface Shown {
  readonly name: string;
  readonly properties: { readonly state: string };
}

/** What is ours: drafts that somebody else approves. */
export const reviewCases: readonly ConformanceCase[] = [
  {
    name: 'a draft is published when somebody else has approved its text',
    shows: {
      Tenantry_UpdatePublishingPolicy: 'Tenantry_GetPublishingPolicy',
      Tenantry_GetPublishingPolicy: 'Tenantry_UpdatePublishingPolicy',
      Tenantry_RequestReview: 'Tenantry_GetReview',
      Tenantry_GetReview: 'Tenantry_ListReviews',
      Tenantry_ListReviews: 'Tenantry_RequestReview',
      Tenantry_ApproveReview: 'Runbook_Publish',
      Tenantry_RejectReview: 'Tenantry_GetReview',
    },
    async run({ v10, at, call, refusal }) {
      const policy = { secretScan: 'refuse', review: 'required' };
      expect((await call('PATCH', '/publishingPolicy', { json: policy })).json()).toEqual(policy);
      expect((await call('GET', '/publishingPolicy')).json()).toEqual(policy);
      await v10.runbook.createOrUpdate(...at, 'greet', { runbookType: typescript, draft: {} });
      await v10.runbookDraft.replaceContent(...at, 'greet', '// greets\n');
      expect(await refusal(v10.runbook.publish(...at, 'greet'))).toEqual([409, 'ReviewRequired']);

      const path = '/runbooks/greet/reviews';
      const request = async (): Promise<Shown> =>
        (await call('POST', path, { json: {}, as: 'contributor' })).json<Shown>();
      const rejected = await request();
      await call('POST', `${path}/${rejected.name}/reject`, { json: {} });
      expect((await call('GET', `${path}/${rejected.name}`)).json<Shown>().properties).toMatchObject({
        state: 'Rejected',
        diff: expect.stringContaining('+// greets'),
      });
      // The owner wrote the draft; the contributor may approve what the owner asks for only of somebody else's text.
      const own = await request();
      const refused = await call('POST', `${path}/${own.name}/approve`, { json: {} });
      expect([refused.status, refused.json<{ code: string }>().code]).toEqual([403, 'ReviewOfOwn']);
      await call('PUT', '/runbooks/other', {
        json: { properties: { runbookType: typescript, draft: {} } },
        as: 'contributor',
      });
      await call('PUT', '/runbooks/other/draft/content', { text: '// others\n', as: 'contributor' });
      const other = '/runbooks/other/reviews';
      const asked = (await call('POST', other, { json: {}, as: 'contributor' })).json<Shown>();
      await call('POST', `${other}/${asked.name}/approve`, { json: { comment: 'read' } });
      await v10.runbook.publish(...at, 'other');
      const all = (await call('GET', other)).json<{ value: Shown[] }>();
      expect(all.value.map(({ properties }) => properties.state)).toEqual(['Published']);
      expect((await v10.runbook.get(...at, 'other')).state).toBe('Published');
    },
  },
];
