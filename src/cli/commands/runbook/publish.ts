import { ClientError, type Runbooks } from '#client';
import { problem } from '#kernel';

import type { Terminal } from '../../terminal/terminal.ts';

/**
 * Publishes a draft; what the compiler found becomes an error of its own, with one line a finding. What looks like a secret in the
 * text is told.
 */
export async function publish(terminal: Terminal, runbooks: Runbooks, name: string): Promise<void> {
  terminal.progress(`building and publishing ${name}`);
  try {
    for (const { target = name, code, message } of await runbooks.publish(name))
      terminal.say(`${terminal.paint('yellow', 'warning:')} ${target}: ${code}: ${message}`);
  } catch (error) {
    // A refusal before the build began comes with a status of its own.
    if (!(error instanceof ClientError) || error.details.length === 0) throw error;
    // It compiles, and says so itself.
    if (error.code === 'SecretsInRunbook') throw error;
    throw problem('RunbookDoesNotCompile', { runbook: name, message: error.message }, error);
  }
}
