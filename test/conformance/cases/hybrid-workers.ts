import { expect } from 'vitest';

import { newId } from '#kernel';

import type { ConformanceCase } from '../harness.ts';
import { publish } from './jobs.ts';

const machine = (name: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.HybridCompute/machines/${name}`;

export const hybridWorkerCases: readonly ConformanceCase[] = [
  {
    name: 'a join token is shown once, and a worker that is revoked says so',
    shows: {
      Tenantry_CreateJoinToken: 'HybridRunbookWorkerGroup_Create',
      Tenantry_RevokeHybridWorker: 'HybridRunbookWorkers_Get',
    },
    async run({ call }) {
      const path = '/hybridRunbookWorkerGroups/joined';
      const ask = (minutes?: number) =>
        call('POST', `${path}/createJoinToken`, { json: { expiresInMinutes: minutes } });
      expect((await ask()).status).toBe(404);
      await call('PUT', path, { json: {} });
      const made = await ask(5);
      expect([made.status, made.json<{ token: string }>().token]).toEqual([
        200,
        expect.stringMatching(/^[\w-]{43}\.[\w-]{43}$/),
      ]);
      expect((await ask(0)).status).toBe(400);
      const worker = `${path}/hybridRunbookWorkers/${newId()}`;
      const registered = { json: { properties: { vmResourceId: machine('one') } } };
      await call('PUT', worker, registered);
      expect((await call('POST', `${worker}/revoke`)).status).toBe(200);
      const shown = (await call('GET', worker)).json<{ properties?: Record<string, unknown> }>().properties;
      expect(shown).toMatchObject({ live: false, revokedDateTime: expect.any(String) });
      expect((await call('POST', `${path}/hybridRunbookWorkers/${newId()}/revoke`)).status).toBe(404);
    },
  },
  {
    name: 'a hybrid worker group is made, given a credential, listed and deleted; its jobs wait for its workers',
    shows: {
      HybridRunbookWorkerGroup_Create: 'HybridRunbookWorkerGroup_Get',
      HybridRunbookWorkerGroup_Get: 'HybridRunbookWorkerGroup_Create',
      HybridRunbookWorkerGroup_Update: 'HybridRunbookWorkerGroup_Get',
      HybridRunbookWorkerGroup_ListByAutomationAccount: 'HybridRunbookWorkerGroup_Create',
      HybridRunbookWorkerGroup_Delete: 'HybridRunbookWorkerGroup_ListByAutomationAccount',
    },
    async run(stage) {
      const { v10, at, call, refusal } = stage;
      const groups = v10.hybridRunbookWorkerGroup;
      expect(await refusal(groups.get(...at, 'On-Prem'))).toEqual([404, 'NotFound']);
      const made = await call('PUT', '/hybridRunbookWorkerGroups/On-Prem', { json: { properties: {} } });
      expect(made.status).toBe(201);
      await v10.credential.createOrUpdate(...at, 'service', {
        name: 'service',
        userName: 'service',
        password: 'long-enough-to-blank',
      });
      await groups.update(...at, 'On-Prem', { credential: { name: 'service' } });
      const got = await groups.get(...at, 'on-prem');
      expect([got.name, got.groupType, got.credential?.name, got.hybridRunbookWorkers]).toEqual([
        'On-Prem',
        'User',
        'service',
        [],
      ]);
      const names = async () => (await groups.listByAutomationAccount(...at)).map(({ name }) => name);
      expect(await names()).toEqual(['On-Prem']);
      await publish(stage, 'there', '// there\n');
      const job = newId();
      await v10.job.create(...at, job, { runbook: { name: 'there' }, parameters: {}, runOn: 'On-Prem' });
      const waiting = await v10.job.get(...at, job);
      expect([waiting.status, waiting.runOn, waiting.statusDetails]).toEqual([
        'New',
        'On-Prem',
        'WaitingForHybridWorker',
      ]);
      expect(await refusal(groups.deleteMethod(...at, 'On-Prem'))).toEqual([409, 'Conflict']);
      await v10.job.stop(...at, job);
      await groups.deleteMethod(...at, 'On-Prem');
      expect(await names()).toEqual([]);
    },
  },
  {
    name: 'a hybrid worker is registered, changed, moved and taken out of its group',
    shows: {
      HybridRunbookWorkers_Create: 'HybridRunbookWorkers_Get',
      HybridRunbookWorkers_Get: 'HybridRunbookWorkers_Create',
      HybridRunbookWorkers_Patch: 'HybridRunbookWorkers_Get',
      HybridRunbookWorkers_ListByHybridRunbookWorkerGroup: 'HybridRunbookWorkers_Create',
      HybridRunbookWorkers_Move: 'HybridRunbookWorkers_Get',
      HybridRunbookWorkers_Delete: 'HybridRunbookWorkers_ListByHybridRunbookWorkerGroup',
    },
    async run({ call }) {
      const group = (name: string) => `/hybridRunbookWorkerGroups/${name}`;
      for (const name of ['left', 'right']) await call('PUT', group(name), { json: {} });
      const id = newId();
      const worker = (of: string) => `${group(of)}/hybridRunbookWorkers/${id}`;
      const registered = { json: { properties: { vmResourceId: machine('one') } } };
      expect((await call('PUT', worker('left'), registered)).status).toBe(201);
      const changed = { json: { properties: { vmResourceId: machine('two') } } };
      expect((await call('PATCH', worker('left'), changed)).status).toBe(200);
      const nameAt = async (of: string) =>
        (await call('GET', worker(of))).json<{ properties?: { workerName: string } }>().properties
          ?.workerName;
      expect(await nameAt('left')).toBe('two');
      const move = { json: { hybridRunbookWorkerGroupName: 'right' } };
      expect((await call('POST', `${worker('left')}/move`, move)).status).toBe(200);
      expect([await nameAt('left'), await nameAt('right')]).toEqual([undefined, 'two']);
      const listed = async (of: string) =>
        (await call('GET', `${group(of)}/hybridRunbookWorkers`))
          .json<{ value: { name: string }[] }>()
          .value.map(({ name }) => name);
      expect([await listed('left'), await listed('right')]).toEqual([[], [id]]);
      expect((await call('DELETE', worker('right'))).status).toBe(200);
      expect(await listed('right')).toEqual([]);
    },
  },
];
