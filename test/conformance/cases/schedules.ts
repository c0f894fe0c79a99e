import { expect } from 'vitest';

import { newId, systemClock } from '#kernel';

import type { ConformanceCase } from '../harness.ts';
import { publish } from './jobs.ts';

const hour = 3_600_000;

export const scheduleCases: readonly ConformanceCase[] = [
  {
    name: 'a schedule is made, listed without its days, changed, disabled and gone when it was deleted',
    shows: {
      Schedule_CreateOrUpdate: 'Schedule_Get',
      Schedule_Get: 'Schedule_CreateOrUpdate',
      Schedule_ListByAutomationAccount: 'Schedule_CreateOrUpdate',
      Schedule_Update: 'Schedule_Get',
      Schedule_Delete: 'Schedule_ListByAutomationAccount',
    },
    async run({ v10, at, refusal }) {
      const startTime = new Date(systemClock.now() + hour);
      const made = await v10.schedule.createOrUpdate(...at, 'weekly', {
        name: 'weekly',
        startTime,
        frequency: 'Week',
        interval: 2,
        timeZone: 'W. Europe Standard Time',
        advancedSchedule: { weekDays: ['Monday', 'Friday'] },
      });
      expect([made._response.status, made.frequency, made.interval, made.isEnabled]).toEqual([
        201,
        'Week',
        2,
        true,
      ]);
      startTime.setUTCSeconds(0, 0);
      const got = await v10.schedule.get(...at, 'Weekly');
      expect([got.startTime, got.advancedSchedule?.weekDays, got.timeZone]).toEqual([
        startTime,
        ['Monday', 'Friday'],
        'W. Europe Standard Time',
      ]);
      expect(got.nextRun).toBeInstanceOf(Date);
      const [listed] = await v10.schedule.listByAutomationAccount(...at);
      expect([listed?.name, listed?.advancedSchedule ?? null]).toEqual(['weekly', null]);
      await v10.schedule.update(...at, 'weekly', {
        name: 'weekly',
        isEnabled: false,
        description: 'not now',
      });
      const off = await v10.schedule.get(...at, 'weekly');
      expect([off.isEnabled, off.description]).toEqual([false, 'not now']);
      const daily = { name: 'weekly', startTime, frequency: 'Day' as const, interval: 1 };
      expect((await v10.schedule.createOrUpdate(...at, 'weekly', daily))._response.status).toBe(200);
      const soon = { ...daily, name: 'soon', startTime: new Date(systemClock.now()) };
      expect(await refusal(v10.schedule.createOrUpdate(...at, 'soon', soon))).toEqual([400, 'BadRequest']);
      expect((await v10.schedule.deleteMethod(...at, 'weekly'))._response.status).toBe(200);
      expect(await v10.schedule.listByAutomationAccount(...at)).toHaveLength(0);
      expect(await refusal(v10.schedule.get(...at, 'weekly'))).toEqual([404, 'NotFound']);
    },
  },
  {
    name: 'a job schedule links a runbook, is listed by its runbook without parameters, and is a conflict the second time',
    shows: {
      JobSchedule_Create: 'JobSchedule_Get',
      JobSchedule_Get: 'JobSchedule_Create',
      JobSchedule_ListByAutomationAccount: 'JobSchedule_Create',
      JobSchedule_Delete: 'JobSchedule_ListByAutomationAccount',
      Tenantry_ListScheduleRuns: 'JobSchedule_Create',
    },
    async run(stage) {
      const { v10, at, call, refusal } = stage;
      await publish(stage, 'greet', '// greets\n');
      const startTime = new Date(systemClock.now() + hour);
      await v10.schedule.createOrUpdate(...at, 'nightly', {
        name: 'nightly',
        startTime,
        frequency: 'Day',
        interval: 1,
      });
      const link = {
        schedule: { name: 'nightly' },
        runbook: { name: 'greet' },
        parameters: { who: 'Ada' },
      };
      const id = newId();
      const made = await v10.jobSchedule.create(...at, id, link);
      expect([made._response.status, made.jobScheduleId]).toEqual([201, id]);
      const got = await v10.jobSchedule.get(...at, id);
      expect([got.runbook?.name, got.schedule?.name, got.parameters]).toEqual([
        'greet',
        'nightly',
        { who: 'Ada' },
      ]);
      const filter = "properties/runbook/name eq 'greet'";
      const [listed, ...others] = await v10.jobSchedule.listByAutomationAccount(...at, { filter });
      expect([listed?.jobScheduleId, listed?.parameters ?? null, others]).toEqual([id, null, []]);
      const none = await v10.jobSchedule.listByAutomationAccount(...at, {
        filter: "properties/runbook/name eq 'x'",
      });
      expect(none).toHaveLength(0);
      expect(await refusal(v10.jobSchedule.create(...at, newId(), link))).toEqual([409, 'Conflict']);
      const runs = await call('GET', `/jobSchedules/${id}/runs`);
      expect(runs.json()).toEqual({ value: [] });
      expect((await v10.jobSchedule.deleteMethod(...at, id))._response.status).toBe(200);
      expect(await v10.jobSchedule.listByAutomationAccount(...at)).toHaveLength(0);
    },
  },
  {
    name: 'a calendar is made, named by a schedule, and deleted when none names it any more',
    shows: {
      Tenantry_PutCalendar: 'Tenantry_GetCalendar',
      Tenantry_GetCalendar: 'Tenantry_PutCalendar',
      Tenantry_ListCalendars: 'Tenantry_PutCalendar',
      Tenantry_DeleteCalendar: 'Tenantry_ListCalendars',
    },
    async run({ call }) {
      type Shown = { name: string; properties: { days: string[]; schedules: string[] } };
      const json = { properties: { days: ['2026-12-25'] } };
      expect((await call('PUT', '/calendars/holidays', { json })).status).toBe(201);
      const schedule = { properties: { cron: '0 22 * * *', calendars: ['holidays'] } };
      expect((await call('PUT', '/schedules/nightly', { json: schedule })).status).toBe(201);
      const { properties } = (await call('GET', '/calendars/holidays')).json<Shown>();
      expect([properties.days, properties.schedules]).toEqual([['2026-12-25'], ['nightly']]);
      expect((await call('DELETE', '/calendars/holidays')).status).toBe(409);
      await call('DELETE', '/schedules/nightly');
      expect((await call('DELETE', '/calendars/holidays')).status).toBe(200);
      expect((await call('GET', '/calendars')).json<{ value: Shown[] }>().value).toEqual([]);
    },
  },
];
