import type { Terminal } from './terminal.ts';

/** What the server warned of when it kept something, for the person who gave it. */
export function tellWarnings(
  terminal: Terminal,
  { warnings = [] }: { readonly warnings?: readonly { readonly message: string }[] | undefined },
): void {
  for (const { message } of warnings) terminal.say(`${terminal.paint('yellow', 'warning:')} ${message}`);
}
