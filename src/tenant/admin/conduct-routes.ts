import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isoTime, parseIsoTime, problem } from '#kernel';

import { parseDuration } from '../clock/duration.ts';
import type { ClockChange, TenantClock } from '../clock/tenant-clock.ts';
import type { Tenants } from './tenants.ts';

type Named = FastifyRequest<{ Params: { name: string } }>;

/** The clock of all tenants, and of each its limits and faults. */
export function conductRoutes(admin: FastifyInstance, clock: TenantClock, tenants: Tenants): void {
  admin.get('/clock', () => describeClock(clock));
  admin.patch('/clock', (request) => {
    clock.change(readClockChange(request.body, clock.outside()));
    return describeClock(clock);
  });
  admin.get('/tenants/:name/limits', (request: Named) =>
    tenants.get(request.params.name).conduct.limits.describe(),
  );
  admin.patch('/tenants/:name/limits', (request: Named) => {
    const { limits } = tenants.get(request.params.name).conduct;
    limits.change(request.body);
    return limits.describe();
  });
  admin.post('/tenants/:name/limits/refill', async (request: Named, reply) => {
    tenants.get(request.params.name).conduct.limits.refill();
    return reply.code(204).send();
  });
  admin.get(
    '/tenants/:name/faults',
    (request: Named) => tenants.get(request.params.name).conduct.faults.settings,
  );
  admin.patch('/tenants/:name/faults', (request: Named) =>
    tenants.get(request.params.name).conduct.faults.change(request.body),
  );
}

/** `{ "now": "2026-11-24T10:00:00.000Z", "rate": 1, "outside": … }`. */
export function describeClock(clock: TenantClock) {
  return { now: isoTime(clock.now()), rate: clock.settings.rate, outside: isoTime(clock.outside()) };
}

/** `at` is an ISO time or `now` for the machine's own; `advance` an ISO duration or milliseconds. */
function readClockChange(body: unknown, outside: number): ClockChange {
  const { at, advance, rate } = (body ?? {}) as { at?: unknown; advance?: unknown; rate?: unknown };
  const change: { -readonly [Name in keyof ClockChange]: number } = {};
  if (rate !== undefined) change.rate = number(rate, "'rate' is a number");
  if (at !== undefined)
    change.at = number(at === 'now' ? outside : parseIsoTime(String(at)), "'at' is an ISO 8601 time");
  if (advance !== undefined) {
    const milliseconds = typeof advance === 'number' ? advance : parseDuration(String(advance));
    change.advance = number(milliseconds, "'advance' is an ISO 8601 duration or milliseconds");
  }
  return change;
}

function number(value: unknown, rule: string): number {
  if (typeof value !== 'number') throw problem('TenantClockInvalid', { detail: rule });
  return value;
}
