import { problem } from '#kernel';

import type { Context } from '../../command/definition.ts';

/** The name must be written out: a reflex would confirm the wrong tenant. */
export async function confirmName({ terminal }: Context, name: string): Promise<void> {
  const what = `Everything that was done to the tenant ${name} since it was made will be lost.`;
  if (!terminal.interactive) throw problem('ConfirmationNeeded', { what });
  terminal.say(what);
  const answer = await terminal.ask(`Write ${terminal.paint('bold', name)} to go on: `);
  if (answer.trim() !== name) throw problem('NotConfirmed');
}
