import { isProblem } from '#kernel';

export interface Exception {
  readonly message: string;
  /** The runbook's own lines, `at name (offboard-user.ts:12:3)`, innermost first. */
  readonly stack?: string;
}

/** An error as its author wants to read it: frames of Node.js and of the host are left out. */
export function describeError(error: unknown): Exception {
  if (!(error instanceof Error)) return { message: typeof error === 'string' ? error : shown(error) };
  const text = isProblem(error) ? error.advice : error.message;
  const name = error.name === 'Error' || isProblem(error) ? '' : `${error.name}: `;
  const causes = error.cause instanceof Error ? ` (${describeError(error.cause).message})` : '';
  const message = `${name}${text}${causes}`;
  const stack = ownFrames(error.stack ?? '');
  return stack === '' ? { message } : { message, stack };
}

function ownFrames(stack: string): string {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line.startsWith('at ') && /\.ts:\d+:\d+\)?$/.test(line) && !line.includes('node_modules/'),
    )
    .map((line) => line.replace(/(?:file:\/\/)?(?:\/[^/():]+)+\/([^/():]+\.ts:\d+:\d+)/, '$1'))
    .join('\n');
}

function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
