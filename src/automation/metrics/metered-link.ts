import type { Meter } from '#kernel';
import type { WorkerLink } from '#worker-link';

/** The same link, counting what workers take and which calls their jobs made. */
export function meteredLink(link: WorkerLink, meter: Meter): WorkerLink {
  return {
    ...link,
    async claim(...request) {
      const claim = await link.claim(...request);
      if (claim !== undefined) meter.count('tenantry_claims_total', { kind: claim.kind });
      return claim;
    },
    async appendCalls(attempt, calls) {
      const answer = await link.appendCalls(attempt, calls);
      for (const { host, method, status, refused, milliseconds } of calls) {
        meter.count('tenantry_gateway_calls_total', { host, method, status, refused: String(refused) });
        if (!refused) meter.observe('tenantry_gateway_call_duration_seconds', milliseconds / 1_000, { host });
      }
      return answer;
    },
  };
}
