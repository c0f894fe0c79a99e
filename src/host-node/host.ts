import { getEventListeners } from 'node:events';
import { setSourceMapsSupport } from 'node:module';

import type { protocolVersion } from '#host-protocol';

import { openChannel } from './channel.ts';
import type { Load } from './inline.ts';
import { startJob } from './job.ts';
import { loadNetworkWhenIdle } from './network.ts';
import { createRequests } from './requests.ts';
import { offerWarmLibraries } from './warm.ts';
import { handOutListener } from './way-out.ts';

export { rehearse } from './rehearsal.ts';

/** As a type, since the value's module would bring the schemas along, which only the worker needs. */
const protocol: typeof protocolVersion = 1;

offerWarmLibraries();
// Errors of a runbook tell its own lines.
setSourceMapsSupport(true);

/**
 * Runs a single job: says that it is ready, waits for `start`, and is taken down after `ended`. `empty` is a module without
 * anything in it.
 */
export async function runHost(load: Load, empty: string): Promise<void> {
  let job: ReturnType<typeof startJob> | undefined;
  const channel = openChannel((frame) => {
    switch (frame.type) {
      case 'start':
        job = startJob(frame, load, channel, requests);
        return channel.letGo();
      case 'reply':
        return requests.answered(frame.id, frame.value);
      case 'refused':
        return requests.refused(frame.id, frame.message);
      case 'park':
        return job?.park();
      case 'stop':
        return job?.stop();
    }
  });
  const requests = createRequests(channel);
  channel.hold();
  // What a job uses first, and nobody waits for yet.
  await Promise.all([load(empty), handOutListener(), ...usedByJobs()]);
  channel.send({ type: 'ready', protocol, pid: process.pid, engine: `node ${process.versions.node}` });
  loadNetworkWhenIdle();
}

/** Node.js makes and compiles these when they are used for the first time: now, and not while a job waits. */
function usedByJobs(): readonly unknown[] {
  const { signal } = new AbortController();
  const [listening, decoder] = [getEventListeners(signal, 'abort'), new TextDecoder()];
  return [process.stdout, process.stderr, listening, decoder.decode(new Uint8Array(1), { stream: true })];
}
