import { z } from 'zod';

import type { SyncStream } from '#client';
import { delay, problem } from '#kernel';

import { type Context, defineCommand } from '../../command/definition.ts';

const pauseMilliseconds = 250;

export const sourceControlSync = defineCommand({
  summary: 'Reads a repository now, and shows what becomes of its runbooks.',
  details: 'It ends when all that was to be published is. One that could not be taken over makes it fail.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the source control' }) }),
  options: z.object({
    commit: z.string().optional().meta({ description: 'instead of the newest of the branch', value: 'hash' }),
  }),
  examples: [
    ['tenantry source-control sync main', 'the newest commit'],
    ['tenantry source-control sync main --commit 1f3b9c2', 'going back to an older one'],
  ],
  async run(context, { arguments: { name }, options: { commit } }) {
    const { client } = await context.connect();
    const { sourceControls } = client;
    const started = await sourceControls.sync(name, commit);
    const told = new Set<string>();
    for (;;) {
      // The state is read first: when it says ended, all lines are there to be read.
      const job = await sourceControls.syncJob(name, started.name);
      for await (const { sourceControlSyncJobStreamId: id } of sourceControls.syncStreams(
        name,
        started.name,
      )) {
        if (told.has(id)) continue;
        told.add(id);
        say(context, await sourceControls.syncStream(name, started.name, id));
      }
      if (job.provisioningState === 'Running') {
        await delay(pauseMilliseconds, context.interrupt);
        context.interrupt.throwIfAborted();
        continue;
      }
      if (context.json) context.terminal.out(JSON.stringify(job));
      if (job.provisioningState === 'Completed') return undefined;
      throw problem('SyncDidNotComplete', { name, reason: job.exception ?? 'no reason was given' });
    }
  },
});

function say({ json, terminal }: Context, stream: SyncStream): void {
  if (json) return terminal.out(JSON.stringify(stream));
  if (stream.streamType === 'Error') terminal.say(terminal.paint('red', stream.streamText ?? ''));
  else terminal.out(stream.streamText ?? '');
}
