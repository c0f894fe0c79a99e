import { ClientError, type Runbooks } from '#client';
import { problem } from '#kernel';

import type { Terminal } from '../../terminal/terminal.ts';

/** Publishes a draft; what the compiler found becomes an error of its own, with one line a finding. */
export async function publish(terminal: Terminal, runbooks: Runbooks, name: string): Promise<void> {
  terminal.progress(`building and publishing ${name}`);
  try {
    await runbooks.publish(name);
  } catch (error) {
    // A refusal before the build began comes with a status of its own.
    if (!(error instanceof ClientError) || error.details.length === 0) throw error;
    throw problem('RunbookDoesNotCompile', { runbook: name, message: error.message }, error);
  }
}
